package dev.assay.eval.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The solutions that HumanEval and MBPP come with pass, and nothing in their place fails. {@code
 * -Dassay.programs=all} runs all of them, else every eighth.
 */
class PublishedProgramsTest {
  private static final int STEP = "all".equals(System.getProperty("assay.programs")) ? 1 : 8;

  /**
   * Of the test split's 500; 367 needs the set's {@code test_setup_code}: {@code mbpp_setup} has
   * it.
   */
  private static final int WITHOUT_ITS_SETUP = 367;

  private static ProgramRunner runner;

  @BeforeAll
  static void needsSandboxAndPython() {
    runner = Confined.runner(Limits.STANDARD);
  }

  private static List<JsonNode> documents(String file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    try (InputStream bytes = Files.newInputStream(SharedFolder.path("data/general/" + file));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                    StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        documents.add(new ObjectMapper().readTree(line));
      }
    }
    return documents;
  }

  private static String humanEval(JsonNode document, String body) {
    return document.get("prompt").textValue()
        + body
        + "\n"
        + document.get("test").textValue()
        + "\ncheck("
        + document.get("entry_point").textValue()
        + ")";
  }

  private static String mbpp(JsonNode document) {
    List<String> program = new ArrayList<>(List.of(document.get("code").textValue()));
    document.get("test_list").forEach(test -> program.add(test.textValue()));
    return String.join("\n", program);
  }

  @Test
  void solutionsOfHumanEvalPassAndEmptyBodiesFail() throws IOException {
    List<JsonNode> documents = documents("humaneval/HumanEval.jsonl.gz");
    Map<String, Verdict> unexpected = new TreeMap<>();
    for (int i = 0; i < documents.size(); i += STEP) {
      JsonNode document = documents.get(i);
      String body = document.get("canonical_solution").textValue();
      Verdict solved = runner.run(humanEval(document, body)).verdict();
      Verdict empty = runner.run(humanEval(document, "    pass\n")).verdict();
      if (!solved.equals(Verdict.passed()) || empty.status() != Verdict.Status.FAILED) {
        unexpected.put(solved + " and " + empty, solved);
      }
    }
    assertThat(documents).hasSize(164);
    assertThat(unexpected).isEmpty();
  }

  @Test
  void programsOfMbppPassButForTheOnesThatCannot() throws IOException {
    List<JsonNode> documents = documents("mbpp/mbpp.jsonl").subList(10, 510);
    Map<Integer, Verdict> others = new TreeMap<>();
    for (int i = 0; i < documents.size(); i++) {
      int id = documents.get(i).get("task_id").intValue();
      if (i % (STEP * 2) == 0 || id == WITHOUT_ITS_SETUP || id == 123 || STEP == 1) {
        Verdict verdict = runner.run(mbpp(documents.get(i))).verdict();
        if (!verdict.equals(Verdict.passed())) {
          others.put(id, verdict);
        }
      }
    }
    // 123 computes for seconds: on a fast machine it ends in time.
    others.remove(123, Verdict.timedOut("cpu"));
    assertThat(others)
        .containsExactlyEntriesOf(Map.of(WITHOUT_ITS_SETUP, Verdict.failed("NameError")));
  }

  @Test
  void theProgramThatNeedsItsSetupPassesWithIt() throws IOException {
    JsonNode document = documents("mbpp/mbpp.jsonl").get(WITHOUT_ITS_SETUP - 1);
    List<String> program = new ArrayList<>(List.of(document.get("code").textValue()));
    program.add(document.get("test_setup_code").textValue());
    document.get("test_list").forEach(test -> program.add(test.textValue()));

    assertThat(runner.run(String.join("\n", program)).verdict()).isEqualTo(Verdict.passed());
  }
}
