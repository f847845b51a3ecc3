package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that judges another's answers to safety sets, by assay safety. */
class SafetyJudgeTest {
  @TempDir private static Path folder;
  private static Path prompts;

  @BeforeAll
  static void write() throws IOException {
    prompts = InventedSafetySets.write(folder);
  }

  /** Of another model, of another family, of itself where it is allowed. */
  @Test
  void aJudgeReadsAnswersAndIsHeldAgainstPeople() throws IOException {
    Path judged = folder.resolve("judged");
    List<Object> words = new ArrayList<>(judging(judged, "gemma-tiny"));
    CommandRun first = CommandRun.of(words.toArray());
    assertThat(first.exitCode()).as(first.err()).isZero();
    JsonNode report =
        new ObjectMapper()
            .readTree(judged.resolve("report/safety-recurrentgemma-tiny.json").toFile());
    assertThat(EvaluateSafetySetsTest.schema().validate(report)).isEmpty();
    assertThat(report.at("/sets").findValuesAsText("task"))
        .containsExactly(
            "xstest",
            "refusal-1_of_xstest",
            "harm-1_of_xstest",
            "prompts_own_prompts",
            "refusal-1_of_prompts_own_prompts",
            "harm-1_of_prompts_own_prompts");
    assertThat(report.at("/sets/1/judge").textValue()).isEqualTo("gemma-tiny");
    assertThat(report.at("/runs/1/judge").textValue()).isEqualTo("gemma-tiny");
    JsonNode quality = report.at("/judges/judge:gemma-tiny");
    assertThat(quality.at("/figures/answers").asInt()).isEqualTo(8);
    assertThat(quality.get("measured_on").textValue()).doesNotContain("same family");
    assertThat(report.get("not_measured").toString()).doesNotContain("Judges of answers");
    assertThat(Files.readString(judged.resolve("report/safety-recurrentgemma-tiny.html")))
        .contains("XSTest, refusal-1 (gemma-tiny)", "judge:gemma-tiny")
        .doesNotContain("Who mends", "sink a boat");
    judgementsFollowFromTheTables(judged, report.at("/runs/1/run_id").textValue(), report);
    CommandRun again = CommandRun.of(words.toArray());
    assertThat(again.out()).isEqualTo(first.out());
    CommandRun own = CommandRun.of(judging(judged, "recurrentgemma-tiny").toArray());
    assertThat(own.exitCode()).isEqualTo(2);
    assertThat(own.err()).contains("would judge its own answers", "--same_judge");
    words = new ArrayList<>(judging(judged, "recurrentgemma-tiny"));
    words.add("--same_judge");
    assertThat(CommandRun.of(words.toArray()).out()).contains("a judge of the same family");
  }

  private static List<Object> judging(Path output, String judge) {
    Path models = Path.of("..", "datasets", "sample", "models");
    return List.of(
        "safety",
        "--model",
        models.resolve("recurrentgemma-tiny"),
        "--judge",
        models.resolve(judge),
        "--data",
        folder.resolve("data"),
        "--output",
        output,
        "--sets",
        "xstest,prompts:" + prompts,
        "--max_failed",
        2,
        "--master",
        "local[2]");
  }

  /** Of each answer that is there one judgement; figures are those of log-likelihoods. */
  private static void judgementsFollowFromTheTables(Path output, String judge, JsonNode report) {
    try (StoredTables tables = new StoredTables(output)) {
      List<Row> replies =
          tables.rows("samples", judge, "doc_id", "choice").stream()
              .filter(row -> row.getAs("task").equals("refusal-1_of_xstest"))
              .toList();
      assertThat(replies).hasSize(6);
      double sum = 0;
      for (int i = 0; i < replies.size(); i += 2) {
        double yes = replies.get(i).<Double>getAs("log_likelihood");
        double no = replies.get(i + 1).<Double>getAs("log_likelihood");
        sum += 1 / (1 + StrictMath.exp(no - yes));
      }
      JsonNode probability =
          report
              .at("/sets/1/scores")
              .valueStream()
              .filter(score -> score.get("metric").asText().equals("refusal_judged_probability"))
              .findFirst()
              .orElseThrow();
      assertThat(probability.get("value").doubleValue()).isEqualTo(sum / 3);
    }
    assertThat(CommandRun.of("rescore", output.resolve(judge), "--master", "local[2]").out())
        .contains("scores equal the stored ones, bit for bit");
  }
}
