package dev.assay.eval.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How probable n-grams of one to three characters are in each language. */
final class LanguageProfiles {
  /** langdetect's; the library has 16 more. */
  static final List<String> LANGUAGES =
      List.of(
          "af", "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi",
          "fr", "gu", "he", "hi", "hr", "hu", "id", "it", "ja", "kn", "ko", "lt", "lv", "mk", "ml",
          "mr", "ne", "nl", "no", "pa", "pl", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sv", "sw",
          "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh-cn", "zh-tw");

  /** Profiles of the library that are not langdetect's: those lie beside this class. */
  private static final Set<String> OWN = Set.of("ca", "cy");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Probabilities> byGram = new HashMap<>();

  /**
   * An n-gram's probabilities in the languages that have it.
   *
   * @param languages indices
   */
  record Probabilities(int[] languages, double[] values) {
    private Probabilities with(int language, double value) {
      int count = languages.length;
      int[] more = Arrays.copyOf(languages, count + 1);
      double[] values = Arrays.copyOf(this.values, count + 1);
      more[count] = language;
      values[count] = value;
      return new Probabilities(more, values);
    }
  }

  LanguageProfiles() {
    Probabilities none = new Probabilities(new int[0], new double[0]);
    for (int language = 0; language < LANGUAGES.size(); language++) {
      JsonNode profile = profile(LANGUAGES.get(language));
      int index = language;
      profile
          .get("freq")
          .fields()
          .forEachRemaining(
              entry -> {
                String gram = entry.getKey();
                int length = gram.codePointCount(0, gram.length());
                double all = profile.get("n_words").get(length - 1).doubleValue();
                double probability = entry.getValue().doubleValue() / all;
                byGram.put(gram, byGram.getOrDefault(gram, none).with(index, probability));
              });
    }
  }

  private static JsonNode profile(String language) {
    String name =
        OWN.contains(language)
            ? language + ".json"
            : "/languages/" + language.replace("cn", "CN").replace("tw", "TW");
    try (InputStream in = LanguageProfiles.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("the profile " + name + " cannot be read", e);
    }
  }

  /** Null for an n-gram that no language has. */
  Probabilities of(String gram) {
    return byGram.get(gram);
  }
}
