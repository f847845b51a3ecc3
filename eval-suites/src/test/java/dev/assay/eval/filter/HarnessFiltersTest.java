package dev.assay.eval.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The filters that the harness's folder bbh has for itself, over invented completions. */
class HarnessFiltersTest {
  private static FilterDefinition filter(String function, String arguments, JsonNode golden) {
    Map<String, JsonNode> all = new HashMap<>();
    HarnessGoldens.parse(arguments.replace('\'', '"'))
        .properties()
        .forEach(argument -> all.put(argument.getKey(), argument.getValue()));
    if (golden.has("select")) {
      all.put("group_select", golden.get("select"));
    }
    return new FilterDefinition("f", List.of(new FilterDefinition.Step(function, all)));
  }

  private static FilterDefinition filter(JsonNode golden) {
    return switch (golden.get("kind").textValue()) {
      case "number" -> filter("bbh_number", "{'regex_pattern': '([-0-9]+)'}", golden);
      case "choice" ->
          filter(
              "bbh_multi_choice_regex",
              "{'regex_pattern': '(\\\\([A-Z]\\\\))', 'ignore_case': true,"
                  + " 'ignore_punctuation': true}",
              golden);
      case "verdict" ->
          filter(
              "bbh_map_regex",
              "{'ignore_case': true, 'regex_pattern_to_value': {'\\\\b(no|not plausible)\\\\b':"
                  + " 'no', '\\\\b(yes|plausible)\\\\b': 'yes'}}",
              golden);
      case "words" -> filter("bbh_word_sort", "{}", golden);
      default -> null;
    };
  }

  @Test
  void completionsAreFilteredAsTheHarnessDoes() {
    int compared = 0;
    for (String line : HarnessGoldens.lines("mathematics/answers.jsonl")) {
      JsonNode golden = HarnessGoldens.parse(line);
      FilterDefinition filter = filter(golden);
      if (filter != null) {
        List<String> lookedFor =
            DocumentTexts.areNeeded(filter)
                ? DocumentTexts.of(filter, golden.get("question").textValue())
                : List.of();
        String found =
            AnswerFilter.of(filter).of(List.of(golden.get("text").textValue()), lookedFor).get(0);
        assertThat(found).as("%s", golden).isEqualTo(golden.get("found").textValue());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(89);
  }
}
