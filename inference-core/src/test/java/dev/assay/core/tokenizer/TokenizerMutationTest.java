package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files changed at random: either an error of kind MODEL, or a tokenizer whose ids all exist; no
 * other exception, and no memory beyond what the file's size explains.
 */
class TokenizerMutationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT =
      "Hello world\n\n  two spaces\t<bos> na\u00efve \u4f60\u597d \ud83d\ude80 aaaaaaaa 1234 </s>";
  private static final String[] NASTY = {
    "null",
    "true",
    "-1",
    "0",
    "1",
    "1.5",
    "16777214",
    "2147483648",
    "1e308",
    "\"\"",
    "\" \"",
    "\"a\"",
    "[\"\",\"\"]",
    "[]",
    "[\"a\",\"b\"]",
    "[1]",
    "{}",
    "{\"type\":\"Sequence\"}",
    "{\"\":0}",
    "{\"type\":\"Metaspace\"}",
    "{\"String\":\"\"}"
  };

  @TempDir private Path folder;
  private final Random random = new Random(1);
  private int opened;

  @Test
  void bytesOfTokenizerJson() throws IOException {
    byte[] sound = Files.readAllBytes(Goldens.resource("tiny/tokenizer.json"));
    for (int change = 0; change < 300; change++) {
      openOrRefuse("tokenizer.json", mutated(sound, sound.length), "change " + change);
    }
    assertThat(opened).isBetween(20, 250);
  }

  @Test
  void valuesOfTokenizerJson() throws IOException {
    byte[] sound = Files.readAllBytes(Goldens.resource("tiny/tokenizer.json"));
    for (int change = 0; change < 300; change++) {
      ObjectNode root = (ObjectNode) JSON.readTree(sound);
      replace(root);
      openOrRefuse("tokenizer.json", JSON.writeValueAsBytes(root), "change " + change);
    }
    assertThat(opened).isBetween(20, 250);
  }

  @Test
  void bytesOfSentencePieceModels() throws IOException {
    for (String name : new String[] {"sentencepiece", "sentencepiece-unused"}) {
      byte[] sound = Files.readAllBytes(Goldens.resource(name + "/tokenizer.model"));
      for (int change = 0; change < 300; change++) {
        openOrRefuse("tokenizer.model", mutated(sound, sound.length), name + " " + change);
      }
    }
    assertThat(opened).isBetween(20, 500);
  }

  @Test
  void theConfigurationBesideThem() throws IOException {
    Files.copy(Goldens.resource("tiny/tokenizer.json"), folder.resolve("tokenizer.json"));
    byte[] sound = Files.readAllBytes(Goldens.resource("tiny/tokenizer_config.json"));
    for (int change = 0; change < 100; change++) {
      Files.write(folder.resolve("tokenizer_config.json"), mutated(sound, sound.length));
      openOrRefuse("change " + change, Files.size(folder.resolve("tokenizer.json")));
    }
    assertThat(opened).isBetween(5, 80);
  }

  @Test
  void nestingAndClaimedLengths() throws IOException {
    for (int depth : new int[] {900, 100_000}) {
      String nested = "{\"type\":\"Sequence\",\"normalizers\":[".repeat(depth) + "]}".repeat(depth);
      for (String part : new String[] {"normalizer", "decoder", "pre_tokenizer", "extra"}) {
        String json = "{\"" + part + "\":" + nested + ",\"model\":{\"vocab\":{},\"merges\":[]}}";
        openOrRefuse("tokenizer.json", json.getBytes(StandardCharsets.UTF_8), part + depth);
      }
      String merges = "[".repeat(depth) + "]".repeat(depth);
      String json = "{\"model\":{\"vocab\":{\"a\":0},\"merges\":" + merges + "}}";
      openOrRefuse("tokenizer.json", json.getBytes(StandardCharsets.UTF_8), "merges" + depth);
    }
    String far = "{\"model\":{\"vocab\":{\"a\":16777215},\"merges\":[]}}";
    openOrRefuse("tokenizer.json", far.getBytes(StandardCharsets.UTF_8), "an id far out");
    Files.delete(folder.resolve("tokenizer.json"));
    for (int field : new int[] {10, 18, 26, 42, 82}) {
      for (int length : new int[] {0x7f, 0xff}) {
        byte[] claim = new byte[12];
        Arrays.fill(claim, (byte) length);
        claim[0] = (byte) field;
        claim[9] = 0x01;
        openOrRefuse("tokenizer.model", claim, field + " of " + length);
        claim[5] = 0x07;
        openOrRefuse("tokenizer.model", claim, field + " of " + length);
      }
    }
    assertThat(opened).as("an empty vocabulary is a vocabulary").isLessThan(10);
  }

  private void openOrRefuse(String file, byte[] content, String name) throws IOException {
    Files.write(folder.resolve(file), content);
    openOrRefuse(name, content.length);
  }

  private void openOrRefuse(String name, long bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      Tokenizer tokenizer = Tokenizers.open(folder);
      int[] ids = tokenizer.encode(TEXT);
      assertThat(Arrays.stream(ids))
          .as(name)
          .allMatch(id -> id >= 0 && id < tokenizer.vocabularySize());
      tokenizer.decode(ids);
      opened++;
    } catch (AssayException e) {
      assertThat(e.kind()).as(name).isEqualTo(ErrorKind.MODEL);
      assertThat(e.getMessage()).as(name).contains(folder.toString()).hasSizeLessThan(3000);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(name, e);
    }
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(allocated).as(name).isLessThan(200 * bytes + (8 << 20));
  }

  private byte[] mutated(byte[] bytes, int end) {
    byte[] changed = bytes.clone();
    int at = random.nextInt(end);
    int count = Math.min(1 + random.nextInt(20), bytes.length - at);
    switch (random.nextInt(5)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) "0123456789{}[]\":,-e.".charAt(random.nextInt(20));
      case 2 -> changed[at] = (byte) random.nextInt();
      case 3 -> changed = joined(bytes, at, at + count);
      default -> changed = joined(bytes, at + count, at);
    }
    return changed;
  }

  /** The first {@code to} bytes, then those from {@code from} on: some fall out, or come twice. */
  private static byte[] joined(byte[] bytes, int to, int from) {
    byte[] joined = Arrays.copyOf(bytes, to + bytes.length - from);
    System.arraycopy(bytes, from, joined, to, bytes.length - from);
    return joined;
  }

  /** One value for another, seldom in the vocabulary and the merges, which are most of the file. */
  private void replace(ObjectNode root) throws IOException {
    List<JsonNode> containers = new ArrayList<>(List.of(root));
    for (int i = 0; i < containers.size(); i++) {
      containers.get(i).forEach(containers::add);
    }
    containers.removeIf(node -> !node.isContainerNode() || node.isEmpty());
    JsonNode chosen = containers.get(random.nextInt(containers.size()));
    JsonNode value = JSON.readTree(NASTY[random.nextInt(NASTY.length)]);
    if (chosen instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), value);
    } else if (chosen instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, value);
      }
    }
  }
}
