package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where tokenizer.json and SentencePiece differ over Gemma's vocabulary, and that they agree
 * elsewhere. The .model is written here from tokenizer.json, as Gemma's is: scores fall with the
 * ids, the 245 user-defined pieces are those of its layout.
 */
class AlgorithmDifferencesTest {
  private static final int FIRST_BYTE = 217;
  private static final int FIRST_NORMAL = 473;
  private static final int FIRST_LATE_SYMBOL = 255968;

  @TempDir static Path folder;
  private static Tokenizer json;
  private static Tokenizer model;

  @BeforeAll
  static void writeTheModel() throws IOException {
    Path gemma = SharedFolder.path("tokenizers/gemma/tokenizer.json");
    json = Goldens.gemma();
    JsonNode vocabulary =
        new ObjectMapper().readTree(Files.readAllBytes(gemma)).path("model").path("vocab");
    String[] texts = new String[vocabulary.size()];
    vocabulary.properties().forEach(entry -> texts[entry.getValue().asInt()] = entry.getKey());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int id = 0; id < texts.length; id++) {
      writePiece(out, id, texts[id]);
    }
    // trainer_spec: BPE, byte_fallback, bos 2, eos 1; normalizer_spec: spaces are only escaped.
    writeMessage(out, 18, 24, 2, 152, 2, 1, 200, 2, 2, 208, 2, 1);
    writeMessage(out, 26, 24, 0, 32, 0, 40, 1);
    model = Tokenizers.open(Files.write(folder.resolve("tokenizer.model"), out.toByteArray()));
  }

  private static void writeMessage(ByteArrayOutputStream out, int key, int... content) {
    out.write(key);
    out.write(content.length);
    IntStream.of(content).forEach(out::write);
  }

  private static void writePiece(ByteArrayOutputStream out, int id, String text) {
    boolean single = id >= FIRST_BYTE && id < FIRST_NORMAL;
    String written = single ? String.format("<0x%02X>", id - FIRST_BYTE) : text;
    int type;
    if (id == 3) {
      type = 2;
    } else if (id < 3) {
      type = 3;
    } else if (single) {
      type = 6;
    } else {
      type = id < FIRST_BYTE || id >= FIRST_LATE_SYMBOL ? 4 : 1;
    }
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    ByteBuffer piece = ByteBuffer.allocate(bytes.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    piece.put((byte) 10).put((byte) bytes.length).put(bytes);
    piece.put((byte) 21).putFloat(type == 1 ? FIRST_NORMAL - id : 0);
    piece.put((byte) 24).put((byte) type);
    assertThat(piece.position()).isLessThan(128);
    out.write(10);
    out.write(piece.position());
    out.write(piece.array(), 0, piece.position());
  }

  @Test
  void runsOfMoreThanThirtyOneSpacesAreDividedDifferently() {
    assertThat(json.encode(" ".repeat(33))).containsExactly(153, 154);
    assertThat(model.encode(" ".repeat(33))).containsExactly(168, 139);
    assertThat(json.encode(" ".repeat(31))).isEqualTo(model.encode(" ".repeat(31)));
  }

  @Test
  void controlTokensWrittenInTheTextAreTextToSentencePiece() {
    assertThat(json.encode("a<eos>b")).containsExactly(235250, 1, 235268);
    assertThat(IntStream.of(model.encode("a<eos>b <pad> <unk>")).boxed().toList())
        .doesNotContain(0, 1, 3);
  }

  @Test
  void escapedSpacesInTheTextJoinDifferently() {
    assertThat(json.encode("▁▁ a")).containsExactly(139, 476);
    assertThat(model.encode("▁▁ a")).containsExactly(140, 235250);
  }

  @Test
  void symbolsThatOlderFilesDoNotListAsAddedAreMergedThere() {
    assertThat(model.encode("x<unused99>")).containsExactly(235297, 255999);
    assertThat(model.encode("[toxicity=0]")).containsExactly(FIRST_LATE_SYMBOL);
    assertThat(IntStream.of(json.encode("[toxicity=0]")).boxed().toList())
        .doesNotContain(FIRST_LATE_SYMBOL);
  }

  @Test
  void elsewhereBothGiveTheSameIds() throws IOException {
    Path golden = SharedFolder.path("goldens/tokenizers/gemma-tokenizer-json.jsonl.gz");
    Set<String> literal = Set.of("<eos>", "<pad>", "<bos>", "<unk>", "▁", "[toxicity=0]");
    Set<String> texts =
        Goldens.texts(golden).stream()
            .filter(text -> literal.stream().noneMatch(text::contains))
            .filter(text -> !text.contains("<unused99>") && !text.contains("[@BOS@]"))
            .filter(text -> !text.contains(" ".repeat(32)) && !text.contains("\n".repeat(32)))
            .filter(text -> !text.contains("\t\t"))
            .collect(Collectors.toSet());
    assertThat(texts).hasSizeGreaterThan(15_000);
    for (String text : texts) {
      assertThat(model.encode(text)).as(text).isEqualTo(json.encode(text));
    }
  }
}
