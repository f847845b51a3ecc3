package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code assay tokenize}, through the command itself. */
class TokenizeCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tiny/tokenizer.json",
        "llama-normalized-unk/tokenizer.json",
        "sentencepiece/tokenizer.model",
        "sentencepiece-unused/tokenizer.model"
      })
  void goldensHoldBothWays(String name) throws IOException {
    String folder = name.substring(0, name.indexOf('/'));
    Path tokenizer = CommandRun.copy("/tokenizers/" + name, scratch.resolve(folder));
    Path goldens = CommandRun.copy("/tokenizers/" + folder + "/golden.jsonl", scratch);
    List<JsonNode> expected = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (String line : Files.readAllLines(goldens)) {
      ObjectNode golden = (ObjectNode) JSON.readTree(line);
      expected.add(golden);
      texts.add(golden.deepCopy().retain("text").toString());
      ids.add(golden.deepCopy().retain("ids").toString());
    }
    // A file by itself, and the folder it lies in.
    List<JsonNode> encoded = tokenize(tokenizer, texts);
    List<JsonNode> decoded = tokenize(tokenizer.getParent(), ids, "--decode");
    assertThat(encoded).hasSameSizeAs(expected);
    assertThat(decoded).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      JsonNode golden = expected.get(i);
      assertThat(encoded.get(i).get("ids")).as("%s", golden).isEqualTo(golden.get("ids"));
      assertThat(decoded.get(i).get("text").textValue())
          .isEqualTo(golden.path("decoded").asText(golden.get("text").textValue()));
    }
  }

  @Test
  void beginIsAddedWhereAskedForAndNeverTwice() throws IOException {
    Path tokenizer = CommandRun.copy("/tokenizers/tiny/tokenizer.json", scratch);
    List<String> rows = List.of("{\"text\":\"a\"}", "{\"text\":\"<bos>a\"}", "{\"text\":\"\"}");
    assertThat(tokenize(tokenizer, rows))
        .extracting(row -> row.get("ids").toString())
        .containsExactly("[667]", "[2,667]", "[]");
    assertThat(tokenize(tokenizer, rows, "--bos"))
        .extracting(row -> row.get("ids").toString())
        .containsExactly("[2,667]", "[2,667]", "[2]");
  }

  @Test
  void anUnknownIdCostsItsRow() throws IOException {
    Path tokenizer = CommandRun.copy("/tokenizers/tiny/tokenizer.json", scratch);
    CommandRun run =
        CommandRun.withInput(
            "{\"ids\":[667]}\n{\"ids\":[704]}\n{\"ids\":[667]}\n".getBytes(StandardCharsets.UTF_8),
            "tokenize",
            "--decode",
            "--model",
            tokenizer,
            "--input",
            "-",
            "--output",
            "-");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out().lines())
        .hasSize(3)
        .element(1)
        .asString()
        .startsWith(
            "{\"ids\":[704],\"error\":{\"code\":\"unknown_token\",\"message\":\"cannot decode id 704");
  }

  @Test
  void aMegabyteInOneStringTakesSeconds() throws IOException {
    Path tokenizer = SharedFolder.path("tokenizers/gemma");
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < 1 << 20) {
      int length = 1 + random.nextInt(9);
      random.ints(length, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
      text.append(random.nextInt(12) == 0 ? ".\\n" : " ");
    }
    long start = System.nanoTime();
    List<JsonNode> rows = tokenize(tokenizer, List.of("{\"text\":\"" + text + "\"}"));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%,d characters to %,d ids in %.1f s, reading the tokenizer included%n",
        text.length(), rows.get(0).get("ids").size(), seconds);
    assertThat(rows.get(0).get("ids").size()).isGreaterThan(100_000);
    assertThat(seconds).as("not quadratic").isLessThan(120);
  }

  private List<JsonNode> tokenize(Path tokenizer, List<String> rows, String... more)
      throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("tokenize", "--model", tokenizer, "--input", "-", "--output", "-"));
    arguments.addAll(List.of(more));
    byte[] input = String.join("\n", rows).getBytes(StandardCharsets.UTF_8);
    CommandRun run = CommandRun.withInput(input, arguments.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> answers = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }
}
