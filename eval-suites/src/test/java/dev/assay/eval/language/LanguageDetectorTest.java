package dev.assay.eval.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.testing.HarnessGoldens;
import dev.assay.eval.testing.RealTexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Languages that langdetect 1.0.9 finds with its seed 0. */
class LanguageDetectorTest {
  private static String language(String text) {
    return LanguageDetector.standard().detect(text).orElse("none");
  }

  @Test
  void inventedTextsHaveTheLanguageThatLangdetectFinds() {
    List<String> different = new ArrayList<>();
    for (String line : HarnessGoldens.lines("generation/languages.jsonl")) {
      JsonNode golden = HarnessGoldens.parse(line);
      String found = language(golden.get("text").textValue());
      if (!found.equals(golden.get("language").textValue())) {
        different.add(found + " for " + line);
      }
    }
    assertThat(different).isEmpty();
  }

  static List<JsonNode> goldens() {
    return RealTexts.goldens();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void realTextsHaveTheLanguageThatLangdetectFinds(JsonNode golden) {
    List<String> texts = RealTexts.of(golden);
    assertThat(texts.stream().map(LanguageDetectorTest::language))
        .containsExactly(golden.get("languages").textValue().split(" "));
    String[] upper = golden.get("upper").textValue().split(" ");
    assertThat(texts.stream().limit(upper.length).map(RealTexts::upper).map(text -> language(text)))
        .containsExactly(upper);
  }
}
