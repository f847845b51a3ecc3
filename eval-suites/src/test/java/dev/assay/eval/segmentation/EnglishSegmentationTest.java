package dev.assay.eval.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.testing.HarnessGoldens;
import dev.assay.eval.testing.RealTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences and words that NLTK finds. */
class EnglishSegmentationTest {
  @Test
  void inventedTextsHaveTheSentencesAndWordsOfNltk() {
    for (String line : HarnessGoldens.lines("generation/segmentation.jsonl")) {
      JsonNode golden = HarnessGoldens.parse(line);
      String text = golden.get("text").textValue();
      assertThat(EnglishSentences.of(text)).as(line).isEqualTo(texts(golden.get("sentences")));
      assertThat(EnglishWords.of(text)).as(line).isEqualTo(texts(golden.get("words")));
      assertThat(EnglishWords.count(text)).as(line).isEqualTo(golden.get("count").intValue());
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.textValue()));
    return texts;
  }

  static List<JsonNode> goldens() {
    return RealTexts.goldens();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void realTextsHaveTheSentencesAndWordsOfNltk(JsonNode golden) {
    List<String> texts = RealTexts.of(golden);
    assertThat(texts).hasSize(golden.get("documents").intValue());
    assertThat(digest(texts, EnglishSentences::of)).isEqualTo(golden.get("sentences").textValue());
    assertThat(digest(texts, EnglishWords::of)).isEqualTo(golden.get("words").textValue());
    assertThat(
            Sha256.of(
                texts.stream()
                    .map(text -> Integer.toString(EnglishWords.count(text)))
                    .collect(Collectors.joining(" "))))
        .isEqualTo(golden.get("counts").textValue());
  }

  private static String digest(List<String> texts, Function<String, List<String>> split) {
    return Sha256.of(
        texts.stream()
            .map(text -> String.join("\0", split.apply(text)))
            .collect(Collectors.joining("\1")));
  }
}
