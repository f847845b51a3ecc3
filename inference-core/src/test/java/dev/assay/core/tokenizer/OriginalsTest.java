package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids and decoded texts equal those of the originals (tokenizers 0.23, sentencepiece 0.2.3). */
class OriginalsTest {
  @ParameterizedTest
  @CsvSource({
    "tiny, 205",
    "llama-normalized-unk, 130",
    "metaspace-first, 130",
    "metaspace-always-split, 130",
    "metaspace-never, 130",
    "sentencepiece, 205",
    "sentencepiece-unused, 130"
  })
  void smallTokenizersAgreeWithTheOriginals(String name, int lines) {
    Tokenizer tokenizer = Tokenizers.open(Goldens.resource(name));
    assertThat(Goldens.compare(tokenizer, Goldens.resource(name + "/golden.jsonl")))
        .isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "mistral/tokenizer.model.v1, mistral-sentencepiece",
    "llama2/tokenizer.model, llama2-sentencepiece",
    "tiny-bpe, tiny-bpe-sentencepiece"
  })
  void realTokenizersAgreeWithTheOriginals(String name, String golden) {
    assertRealTexts(Tokenizers.open(SharedFolder.path("tokenizers/" + name)), golden);
  }

  @Test
  void gemmasTokenizerAgreesWithTheOriginal() {
    assertRealTexts(Goldens.gemma(), "gemma-tokenizer-json");
  }

  private static void assertRealTexts(Tokenizer tokenizer, String golden) {
    Path file = SharedFolder.path("goldens/tokenizers/" + golden + ".jsonl.gz");
    assertThat(Goldens.compare(tokenizer, file)).isEqualTo(22718);
  }

  @Test
  void publishedGemmaVectorsAreReproduced() throws IOException {
    Tokenizer gemma = Goldens.gemma();
    JsonNode root =
        new ObjectMapper()
            .readTree(
                Files.readAllBytes(SharedFolder.path("goldens/gemma_tokenizer_vectors.json")));
    assertThat(root.get("cases")).isNotEmpty();
    for (JsonNode vector : root.get("cases")) {
      assertThat(gemma.encode(vector.get(0).textValue()))
          .as(vector.get(0).textValue())
          .isEqualTo(Goldens.ids(vector.get(1)));
    }
  }

  @Test
  void gemmaEncodesTheKnownTexts() {
    Tokenizer gemma = Goldens.gemma();
    Map<String, int[]> known =
        Map.of(
            "hello", ids(17534),
            " hello", ids(25612),
            "a  b   c", ids(235250, 139, 235268, 140, 235260),
            "\thello", ids(226, 17534),
            "<unused0> y", ids(7, 597),
            "<start_of_turn>user\nhi<end_of_turn>\n<start_of_turn>model\n",
                ids(106, 1645, 108, 544, 107, 108, 106, 2516, 108),
            "<0x41>", ids(235322, 235276, 235297, 235310, 235274, 235313),
            "naïve café 你好 🚀", ids(556, 236370, 524, 18688, 30485, 235607, 167340),
            " A B C D", ids(586, 599, 585, 608));
    known.forEach((text, ids) -> assertThat(gemma.encode(text)).as(text).isEqualTo(ids));
    assertThat(gemma.vocabularySize()).isEqualTo(256000);
    assertThat(gemma.beginOfSequence()).hasValue(2);
    assertThat(gemma.endOfSequence()).hasValue(1);
    assertThat(gemma.id("<end_of_turn>")).hasValue(107);
  }

  @Test
  void mistralEncodesTheKnownTexts() {
    Tokenizer mistral = Tokenizers.open(SharedFolder.path("tokenizers/mistral/tokenizer.model.v1"));
    assertThat(mistral.encode("Hello world!")).containsExactly(22557, 1526, 28808);
    assertThat(mistral.encode("[INST] hi [/INST]"))
        .containsExactly(733, 16289, 28793, 12014, 733, 28748, 16289, 28793);
    assertThat(mistral.encode("  two spaces")).containsExactly(259, 989, 10599);
    assertThat(mistral.encode("a\n\nb")).containsExactly(264, 13, 13, 28726);
    assertThat(mistral.beginOfSequence()).hasValue(1);
    assertThat(mistral.endOfSequence()).hasValue(2);
  }

  private static int[] ids(int... ids) {
    return ids;
  }
}
