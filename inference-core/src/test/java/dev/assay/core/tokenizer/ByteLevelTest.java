package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Byte-level tokenizers give the pieces, ids and texts of tokenizers 0.23. */
class ByteLevelTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "gpt2, GPT2, 2236",
    "llama3, LLAMA3, 2240",
    "qwen2, QWEN2, 2236",
    "smollm, DIGITS_GPT2, 2236"
  })
  void vectorsOfTheFamilies(String name, PieceSplit split, int lines) throws IOException {
    Path folder = SharedFolder.path("goldens/families/tokenizers/" + name);
    Path vectors = folder.resolve("vectors.jsonl.gz");
    assertThat(Goldens.compare(Tokenizers.open(folder), vectors)).isEqualTo(lines);
    boolean composes = split == PieceSplit.QWEN2;
    int compared = 0;
    for (String line : Goldens.lines(vectors)) {
      JsonNode golden = JSON.readTree(line);
      if (golden.has("pieces")) {
        String text = golden.get("text").textValue();
        List<String> pieces = new ArrayList<>();
        golden.get("pieces").forEach(piece -> pieces.add(piece.textValue()));
        assertThat(pieces(split, composes ? Composition.of(text) : text))
            .as(text)
            .isEqualTo(pieces);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(2000);
  }

  /** Invented texts of every kind of character; `assay.byteLevelGoldens` names more of them. */
  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "smollm", "llama3", "qwen2"})
  void inventedTexts(String split) throws IOException {
    Path resource = Goldens.resource("byte-level-" + split);
    Tokenizer tokenizer = Tokenizers.open(resource);
    String more = System.getProperty("assay.byteLevelGoldens");
    Path folder = more == null ? resource : Path.of(more, "byte-level-" + split);
    int compared = Goldens.compare(tokenizer, folder.resolve("golden.jsonl"));
    assertThat(compared).isGreaterThanOrEqualTo(300);
    int skipped = 0;
    for (String line : Goldens.lines(folder.resolve("golden.jsonl"))) {
      JsonNode golden = JSON.readTree(line);
      String expected = golden.path("skipped").asText(golden.get("text").textValue());
      assertThat(tokenizer.decode(Goldens.ids(golden.get("ids")), SpecialTokens.SKIPPED))
          .isEqualTo(expected);
      skipped += golden.has("skipped") ? 1 : 0;
    }
    assertThat(skipped).isPositive();
  }

  private static List<String> pieces(PieceSplit split, String text) {
    IdBuffer ends = new IdBuffer(8);
    split.divide(text, ends);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int end : ends.toArray()) {
      pieces.add(text.substring(start, end));
      start = end;
    }
    assertThat(start).isEqualTo(text.length());
    return pieces;
  }
}
