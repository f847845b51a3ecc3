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
