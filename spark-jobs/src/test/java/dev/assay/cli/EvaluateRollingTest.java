package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.spark.testing.StoredTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole texts, most of them longer than the model may read at once, as the reference harness scores
 * them: every log-likelihood within 1e-3 + 1e-5·|ll|, words and bytes, and the scores over all.
 * {@code src/test/oracle/rolling_texts.py} made the goldens.
 */
class EvaluateRollingTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "harness", "rolling");
  private static final Path MODELS = Path.of("..", "datasets", "sample", "models");

  @TempDir private Path output;

  static Stream<JsonNode> answers() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> answers = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve("answers.jsonl"))) {
      answers.add(json.readTree(line));
    }
    assertThat(answers).hasSize(4);
    return answers.stream();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyTextIsAsTheHarnessScoredIt(JsonNode golden) {
    CommandRun run =
        CommandRun.evaluate(
            "--model",
            MODELS.resolve(golden.get("model").textValue()),
            "--tasks",
            FOLDER.resolve("rolling_texts.yaml"),
            "--max_length",
            golden.get("max_length").intValue(),
            "--output",
            output);
    String runId = run.runId();
    try (StoredTables tables = new StoredTables(output)) {
      double bound = compareTexts(tables.rows("samples", runId, "doc_id"), golden.get("texts"));
      compareScores(tables.rows("summary", runId), golden, bound);
    }
  }

  /** What the log-likelihoods of all texts together may differ by. */
  private static double compareTexts(List<Row> rows, JsonNode texts) {
    assertThat(rows).hasSize(texts.size());
    double bounds = 0;
    for (int text = 0; text < rows.size(); text++) {
      Row row = rows.get(text);
      JsonNode golden = texts.get(text);
      double expected = golden.get("log_likelihood").doubleValue();
      double bound = 1e-3 + 1e-5 * Math.abs(expected);
      assertThat(row.<Integer>getAs("doc_id")).isEqualTo(text);
      assertThat(row.<Double>getAs("log_likelihood"))
          .as("text " + text)
          .isCloseTo(expected, within(bound));
      assertThat(row.<Integer>getAs("words"))
          .as("text " + text)
          .isEqualTo(golden.get("words").intValue());
      assertThat(row.<Integer>getAs("bytes"))
          .as("text " + text)
          .isEqualTo(golden.get("bytes").intValue());
      bounds += bound;
    }
    return bounds;
  }

  private static void compareScores(List<Row> rows, JsonNode golden, double bound) {
    int words = total(golden, "words");
    int bytes = total(golden, "bytes");
    assertThat(rows).hasSize(3);
    for (Row row : rows) {
      String metric = row.getAs("metric");
      double value = row.<Double>getAs("value");
      double expected = golden.get("scores").get(metric).doubleValue();
      switch (metric) {
        case "word_perplexity" ->
            assertThat(Math.log(value)).isCloseTo(Math.log(expected), within(bound / words));
        case "byte_perplexity" ->
            assertThat(Math.log(value)).isCloseTo(Math.log(expected), within(bound / bytes));
        case "bits_per_byte" ->
            assertThat(value).isCloseTo(expected, within(bound / bytes / Math.log(2)));
        default -> throw new AssertionError("a metric the task does not list: " + metric);
      }
    }
  }

  private static int total(JsonNode golden, String count) {
    int total = 0;
    for (JsonNode text : golden.get("texts")) {
      total += text.get(count).intValue();
    }
    return total;
  }
}
