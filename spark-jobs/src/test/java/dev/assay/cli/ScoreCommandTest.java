package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code assay score}, through the command itself. */
class ScoreCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"gemma-gqa-bf16", "mistral-window-bf16", "recurrentgemma-odd"})
  void goldensAreAnsweredAsByTheOriginals(String name) throws IOException {
    Path folder = scratch.resolve(name);
    for (String file : List.of("config.json", "model.safetensors", "requests.jsonl")) {
      CommandRun.copy("/goldens/" + name + "/" + file, folder);
    }
    List<String> plain = score(folder, folder.resolve("requests.jsonl"), "--kernels", "plain");
    List<String> vector = score(folder, folder.resolve("requests.jsonl"), "--threads", "2");
    assertThat(vector).as("by the character").isEqualTo(plain);
    assertThat(plain).hasSameSizeAs(Files.readAllLines(folder.resolve("requests.jsonl")));
    for (String line : plain) {
      JsonNode row = JSON.readTree(line);
      assertThat(row.get("loglikelihoods")).hasSameSizeAs(row.get("expected"));
      for (int i = 0; i < row.get("expected").size(); i++) {
        double expected = row.get("expected").get(i).doubleValue();
        assertThat(row.get("loglikelihoods").get(i).doubleValue())
            .as("%s, continuation %d", row.get("id"), i)
            .isCloseTo(expected, within(1e-3 + 1e-5 * Math.abs(expected)));
      }
      assertThat(row.get("greedy")).isEqualTo(row.get("expected_greedy"));
      assertThat(row.get("context_tokens").intValue()).isEqualTo(row.get("context_ids").size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemma-gqa-bf16", "mistral-window-bf16", "recurrentgemma-odd"})
  void quantizedWeightsGiveOtherScoresThatAreTheSameEverywhere(String name) throws IOException {
    Path folder = scratch.resolve(name);
    for (String file : List.of("config.json", "model.safetensors", "requests.jsonl")) {
      CommandRun.copy("/goldens/" + name + "/" + file, folder);
    }
    Path input = folder.resolve("requests.jsonl");
    List<String> plain = score(folder, input, "--quantize", "int8", "--kernels", "plain");
    assertThat(score(folder, input, "--quantize", "int8", "--threads", "2"))
        .as("by the character")
        .isEqualTo(plain);
    int changed = 0;
    for (String line : plain) {
      JsonNode row = JSON.readTree(line);
      for (int i = 0; i < row.get("expected").size(); i++) {
        double expected = row.get("expected").get(i).doubleValue();
        double difference = Math.abs(row.get("loglikelihoods").get(i).doubleValue() - expected);
        changed += difference > 1e-3 + 1e-5 * Math.abs(expected) ? 1 : 0;
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void rowsKeepTheirFieldsAndOrder() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      rows.add("{\"z\":" + i + ",\"context\":\"the " + i / 2 + "\",\"continuations\":[\" a\"]}");
    }
    List<String> answers = score(model, write(rows));
    assertThat(answers).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      String row = rows.get(i);
      assertThat(answers.get(i))
          .startsWith(row.substring(0, row.length() - 1) + ",\"loglikelihoods\":[-");
    }
    JsonNode answer = JSON.readTree(answers.get(0));
    assertThat(JSON.readTree(answers.get(1)).get("loglikelihoods"))
        .isEqualTo(answer.get("loglikelihoods"));
  }

  @Test
  void numbersTextsAndOldAnswersOfARow() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    String kept =
        "\"big\":123456789012345678901234567890.10,\"nothing\":null,\"list\":[1.50,{\"b\":1,\"a\":2}],"
            + "\"text\":\"na\u00efve \ud83d\ude00\"";
    List<String> answers =
        score(
            model,
            write(
                List.of(
                    "\ufeff{" + kept + "}",
                    "{\"error\":{\"code\":\"old\"},\"loglikelihood\":7," + kept + "}",
                    "{\"half\":\"\\ud800\",\"text\":\"\\ud800\"}")));
    assertThat(answers.get(0)).startsWith("{" + kept + ",\"loglikelihood\":-");
    assertThat(answers.get(1)).as("the old answer is gone").isEqualTo(answers.get(0));
    assertThat(answers.get(2)).startsWith("{\"half\":\"\\uD800\",\"text\":\"\\uD800\",");
    JsonNode half = JSON.readTree(answers.get(2));
    assertThat(half.get("bytes").intValue()).as("as U+FFFD").isEqualTo(3);
    assertThat(JSON.readTree(answers.get(0)).get("bytes").intValue()).isEqualTo(11);
  }

  @Test
  void stringsAreEncodedAsEvaluationEncodesThem() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    List<String> answers =
        score(
            model,
            write(
                List.of(
                    "{\"context\":\"hello world \",\"continuations\":[\"a\"]}",
                    "{\"context\":\"hello world\",\"continuations\":[\" a\"]}",
                    "{\"context\":\"<bos>hello world\",\"continuations\":[\" a\"]}",
                    "{\"context\":\"\",\"continuations\":[\"a\",\"<bos>a\"]}",
                    "{\"context_ids\":[2],\"continuations_ids\":[[667],[667]]}")),
            "--token_logprobs");
    List<JsonNode> rows = answers.stream().map(ScoreCommandTest::parsed).toList();
    assertThat(rows.get(0).get("token_logprobs")).isEqualTo(rows.get(1).get("token_logprobs"));
    assertThat(rows.get(2).get("token_logprobs"))
        .as("BOS never twice")
        .isEqualTo(rows.get(1).get("token_logprobs"));
    assertThat(rows.get(1).get("context_tokens").intValue()).isEqualTo(7);
    assertThat(rows.get(3).get("token_logprobs")).isEqualTo(rows.get(4).get("token_logprobs"));
    assertThat(rows.get(3).get("context_tokens").intValue()).isEqualTo(1);
  }

  @Test
  void aTextIsTheSumOfItsTokensAfterBegin() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    String text = "hello world, the island of Ombria. ".repeat(450);
    String input = "{\"text\":\"" + text + "\"}";
    JsonNode ids =
        parsed(
                CommandRun.withInput(
                        input.getBytes(StandardCharsets.UTF_8),
                        "tokenize",
                        "--model",
                        model,
                        "--input",
                        "-",
                        "--output",
                        "-")
                    .out())
            .get("ids");
    assertThat(ids.size()).as("more than one piece").isGreaterThan(4500);
    List<JsonNode> rows =
        score(
                model,
                write(
                    List.of(
                        input,
                        "{\"context_ids\":[2],\"continuations_ids\":[" + ids + "]}",
                        "{\"text\":\"<bos>" + text + "\"}")),
                "--token_logprobs",
                "--max_length=100000")
            .stream()
            .map(ScoreCommandTest::parsed)
            .toList();
    JsonNode whole = rows.get(0);
    assertThat(whole.get("token_logprobs")).isEqualTo(rows.get(1).get("token_logprobs").get(0));
    assertThat(whole.get("token_logprobs")).isEqualTo(rows.get(2).get("token_logprobs"));
    double sum = rows.get(1).get("loglikelihoods").get(0).doubleValue();
    assertThat(whole.get("loglikelihood").doubleValue()).isEqualTo(sum);
    assertThat(whole.get("tokens").intValue()).isEqualTo(ids.size());
    assertThat(whole.get("bytes").intValue()).isEqualTo(text.length());
    assertThat(whole.get("windows").intValue()).isEqualTo(1);
    double bits = -sum / Math.log(2) / text.length();
    assertThat(whole.get("bits_per_byte").doubleValue()).isCloseTo(bits, within(1e-12));
    assertThat(whole.get("perplexity").doubleValue())
        .isCloseTo(Math.exp(-sum / ids.size()), within(1e-6));
    assertThat(whole.get("byte_perplexity").doubleValue())
        .isCloseTo(Math.pow(2, bits), within(1e-9));
  }

  @Test
  void aModelOfFewPositionsTakesATextInWindows() throws IOException {
    Path model = SyntheticCheckpoint.gemma(scratch.resolve("model"), 1);
    String text = "hello world, the island of Ombria. ".repeat(60);
    JsonNode whole = parsed(score(model, write(List.of("{\"text\":\"" + text + "\"}"))).get(0));
    int tokens = whole.get("tokens").intValue();
    assertThat(tokens).isGreaterThan(512);
    assertThat(whole.get("windows").intValue()).isEqualTo((tokens + 511) / 512);
    JsonNode shorter =
        parsed(
            score(model, write(List.of("{\"text\":\"" + text + "\"}")), "--max_length", "100")
                .get(0));
    assertThat(shorter.get("windows").intValue()).isEqualTo((tokens + 99) / 100);
    assertThat(shorter.get("tokens").intValue()).isEqualTo(tokens);
  }

  @Test
  void withoutBeginOnlyWhereForced() throws IOException {
    Path model = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    List<String> rows =
        List.of("{\"context\":\"hello\",\"continuations\":[\" a\"]}", "{\"text\":\"hello world\"}");
    List<String> with = score(model, write(rows));
    List<String> without = score(model, write(rows), "--force_no_bos");
    assertThat(parsed(without.get(0)).get("context_tokens").intValue())
        .isEqualTo(parsed(with.get(0)).get("context_tokens").intValue() - 1);
    assertThat(without.get(1)).as("a text has a first token").isEqualTo(with.get(1));
  }

  private List<String> score(Path model, Path input, String... more) throws IOException {
    Path output = scratch.resolve("out-" + System.nanoTime() + ".jsonl");
    List<Object> arguments =
        new ArrayList<>(List.of("score", "--model", model, "--input", input, "--output", output));
    if (!List.of(more).contains("--threads")) {
      arguments.addAll(List.of("--threads", 1));
    }
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(" rows, 0 failed, ").contains(" tokens, ");
    assertThat(Path.of(output + ".partial")).doesNotExist();
    return Files.readAllLines(output);
  }

  private Path write(List<String> rows) throws IOException {
    return Files.write(scratch.resolve("in-" + System.nanoTime() + ".jsonl"), rows);
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
