package dev.assay.core.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.engine.ContinuationScore;
import dev.assay.core.engine.EngineSettings;
import dev.assay.core.engine.GenerationRequest;
import dev.assay.core.engine.GenerationResult;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.engine.ScoreResult;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.testing.RealModels;
import dev.assay.core.testing.SharedFolder;
import dev.assay.core.tokenizer.SpecialTokens;
import dev.assay.core.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real weights answer as torch's float32 arithmetic does on what their blocks stand for, with the
 * prompts, cuts and picks of lm-evaluation-harness.
 */
class RealModelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The two best logits of a greedy text may trade places where they lie closer than this. */
  private static final double NEAR_TIE = 0.01;

  @ParameterizedTest
  @CsvSource({
    "smollm2-135m, SmolLM2-135M-Instruct.Q4_1.gguf",
    "gemma3-270m, gemma-3-270m-q4_k_m.gguf"
  })
  void answersAsTheOriginal(String golden, String file, TestReporter reporter) throws Exception {
    Path model = RealModels.file(file);
    EngineSettings settings =
        new EngineSettings(
            Runtime.getRuntime().availableProcessors(), 512, 1 << 14, 64, 64L << 20, 256L << 20);
    try (Replica replica = Replica.load(model, "auto", Quantization.NONE, settings)) {
      textsAreTokenized(golden, replica);
      for (String suite : List.of("hellaswag", "piqa")) {
        itemsAreScored(golden, suite, replica, reporter);
      }
      textsAreContinued(golden, replica, reporter);
    }
  }

  private static void textsAreTokenized(String golden, Replica replica) throws IOException {
    Tokenizer tokenizer = replica.tokenizer();
    for (JsonNode row : rows(golden + ".tokens.jsonl", 250)) {
      String text = row.get("text").textValue();
      int[] ids = tokenizer.encode(text);
      assertThat(ids).as(text).isEqualTo(ids(row.get("ids")));
      assertThat(tokenizer.decode(ids, SpecialTokens.KEPT))
          .as(text)
          .isEqualTo(row.path("decoded").asText(text));
    }
  }

  private static void itemsAreScored(
      String golden, String suite, Replica replica, TestReporter reporter) throws Exception {
    List<JsonNode> rows = rows(golden + "." + suite + ".jsonl", 50);
    List<CompletableFuture<ScoreResult>> answers = new ArrayList<>();
    for (JsonNode row : rows) {
      List<int[]> endings = new ArrayList<>();
      row.get("continuations_ids").forEach(ids -> endings.add(ids(ids)));
      ScoreRequest request = new ScoreRequest(ids(row.get("context_ids")), endings);
      answers.add(replica.engine().score(request));
    }
    double largest = 0;
    List<String> nearTies = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      String name = golden + " " + suite + " " + row.get("doc_id");
      List<ContinuationScore> scores = answers.get(i).get().scores();
      assertThat(scores).as(name).hasSameSizeAs(row.get("loglikelihoods"));
      for (int c = 0; c < scores.size(); c++) {
        double expected = row.get("loglikelihoods").get(c).doubleValue();
        assertThat(scores.get(c).logLikelihood())
            .as("%s, ending %d", name, c)
            .isCloseTo(expected, within(tolerance(expected)));
        largest = Math.max(largest, Math.abs(scores.get(c).logLikelihood() - expected));
        assertThat(scores.get(c).greedy())
            .as("%s, ending %d", name, c)
            .isEqualTo(row.get("greedy").get(c).booleanValue());
      }
      nearTie(name, row, "pick", scores, (value, characters) -> value).ifPresent(nearTies::add);
      nearTie(name, row, "pick_norm", scores, (value, characters) -> value / characters)
          .ifPresent(nearTies::add);
    }
    String found = "largest difference %.2e, other picks %s".formatted(largest, nearTies);
    reporter.publishEntry(golden + " " + suite, found);
  }

  private static double tolerance(double expected) {
    return 2e-3 + 1e-5 * Math.abs(expected);
  }

  /**
   * Another pick than the originals', which is right only where theirs lie closer than the
   * tolerance of both.
   */
  private static Optional<String> nearTie(
      String name,
      JsonNode row,
      String key,
      List<ContinuationScore> scores,
      ToDoubleBiFunction<Double, Integer> metric) {
    int pick = 0;
    for (int c = 1; c < scores.size(); c++) {
      if (value(scores, row, c, metric) > value(scores, row, pick, metric)) {
        pick = c;
      }
    }
    int expected = row.get(key).intValue();
    if (pick == expected) {
      return Optional.empty();
    }
    double theirs = theirs(row, expected, metric) - theirs(row, pick, metric);
    int characters = Math.min(characters(row, pick), characters(row, expected));
    double width = tolerance(row.get("loglikelihoods").get(pick).doubleValue());
    String found = "%s: %s %d and not %d".formatted(name, key, pick, expected);
    assertThat(theirs).as(found).isLessThan(2 * metric.applyAsDouble(width, characters));
    return Optional.of(found);
  }

  private static double value(
      List<ContinuationScore> scores,
      JsonNode row,
      int choice,
      ToDoubleBiFunction<Double, Integer> metric) {
    return metric.applyAsDouble(scores.get(choice).logLikelihood(), characters(row, choice));
  }

  private static double theirs(
      JsonNode row, int choice, ToDoubleBiFunction<Double, Integer> metric) {
    double value = row.get("loglikelihoods").get(choice).doubleValue();
    return metric.applyAsDouble(value, characters(row, choice));
  }

  private static int characters(JsonNode row, int choice) {
    return row.get("characters").get(choice).intValue();
  }

  private static void textsAreContinued(String golden, Replica replica, TestReporter reporter)
      throws Exception {
    for (JsonNode row : rows(golden + ".greedy.jsonl", 3)) {
      String name = golden + " after '" + row.get("prompt").textValue() + "'";
      int[] expected = ids(row.get("continuation_ids"));
      GenerationRequest request =
          new GenerationRequest(ids(row.get("prompt_ids")), expected.length, Set.of());
      GenerationResult result = replica.engine().generate(request).get();
      int same = 0;
      while (same < expected.length && result.tokens()[same] == expected[same]) {
        same++;
      }
      if (same < expected.length) {
        assertThat(same).as(name).isEqualTo(row.get("gap_at").intValue());
        assertThat(row.get("smallest_gap").doubleValue()).as(name).isLessThan(NEAR_TIE);
        reporter.publishEntry(name, "another token after " + same + ", a near-tie");
      } else {
        assertThat(replica.tokenizer().decode(result.tokens()))
            .as(name)
            .isEqualTo(row.get("text").textValue());
      }
    }
  }

  private static List<JsonNode> rows(String name, int least) throws IOException {
    Path file = SharedFolder.path("goldens/families/real/" + name);
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line));
    }
    assertThat(rows).as(name).hasSizeGreaterThanOrEqualTo(least);
    return rows;
  }

  private static int[] ids(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
