package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay data}, through the command itself. */
class DataCommandTest {
  @TempDir private Path scratch;

  @Test
  void everySetOfTheReferenceDataIsRecognised() throws IOException {
    JsonNode report = verified(SharedFolder.path("data"));
    Map<String, Integer> verified = counts(report);
    assertThat(verified).containsEntry("mmlu", 171).containsEntry("toxigen", 31);
    // The sets that are not there: one, and the one that comes with Assay.
    assertThat(verified.remove("trivia_qa")).isZero();
    assertThat(verified.remove("sample")).isZero();
    for (String academic : List.of("agieval", "bbh", "math")) {
      assertThat(verified.remove(academic)).isZero();
    }
    assertThat(verified.values()).hasSize(35).allMatch(count -> count > 0);
    // Licences, and read-me files.
    for (JsonNode other : report.get("other_files")) {
      if (other.get("state").asText().equals("unknown")) {
        assertThat(other.get("path").asText().toLowerCase()).containsAnyOf("license", "readme");
      }
    }
  }

  @Test
  void academicSetsAreRecognised() throws IOException {
    assertThat(counts(verified(SharedFolder.path("data-academic"))))
        .containsEntry("bbh", 54)
        .containsEntry("agieval", 21);
  }

  private static JsonNode verified(Path data) throws IOException {
    CommandRun run = CommandRun.of("data", "verify", "--data", data, "--json");
    assertThat(run.exitCode()).as(run.out()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  /** Verified splits of every set. */
  private static Map<String, Integer> counts(JsonNode report) {
    Map<String, Integer> verified = new HashMap<>();
    for (JsonNode set : report.get("datasets")) {
      for (JsonNode split : set.get("splits")) {
        boolean here = split.get("state").asText().equals("verified");
        verified.merge(set.get("name").asText(), here ? 1 : 0, Integer::sum);
      }
    }
    return verified;
  }

  @Test
  void aWrongFileIsNamedAndTheExitCodeIsThatOfBrokenData() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("mmlu/dev"));
    Files.writeString(
        folder.resolve("anatomy.jsonl"),
        "{\"question\":\"q\",\"subject\":\"anatomy\",\"choices\":[\"a\"],\"answer\":0}\n");
    CommandRun run = CommandRun.of("data", "verify", "--data", scratch);
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out())
        .contains("WRONG: mmlu/dev/anatomy.jsonl (mmlu anatomy dev): 1 rows, 5 expected")
        .contains("1 file wrong");
  }

  @Test
  void aFolderThatIsNotThereIsAnErrorOfData() {
    CommandRun run = CommandRun.of("data", "verify", "--data", scratch.resolve("nothing"));
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("does not exist");
  }

  @Test
  void theListHasLicencesRowsAndTasks() {
    CommandRun run = CommandRun.of("data", "list");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().filter(line -> line.startsWith("mmlu ")).toList())
        .singleElement()
        .asString()
        .contains("MIT", "57 tasks", "test (14,042)", "huggingface.co");
  }

  @Test
  void fetchRefusesAnUnknownNameWithTheNearest() {
    CommandRun run = CommandRun.of("data", "fetch", "piqu", "--output", scratch);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean 'piqa'?");
  }
}
