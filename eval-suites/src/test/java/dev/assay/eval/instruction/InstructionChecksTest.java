package dev.assay.eval.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.item.Reference;
import dev.assay.eval.testing.HarnessGoldens;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every instruction over invented responses, as the reference harness's checkers judge them. */
class InstructionChecksTest {
  private static final List<String> RESPONSES =
      HarnessGoldens.lines("generation/responses.jsonl").stream()
          .map(line -> HarnessGoldens.parse(line).get("response").textValue())
          .toList();

  static List<JsonNode> goldens() {
    return HarnessGoldens.lines("generation/instructions.jsonl").stream()
        .map(HarnessGoldens::parse)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void followsAsTheHarnessSays(JsonNode golden) {
    InstructionChecks checks =
        InstructionChecks.of(
            new Reference.Instructions(
                List.of(
                    new Reference.Instruction(
                        golden.get("instruction").textValue(), golden.get("arguments")))));
    TreeSet<String> different = new TreeSet<>();
    for (int i = 0; i < RESPONSES.size(); i++) {
      String response = RESPONSES.get(i);
      if (checks.strict(response).get(0) != (golden.get("strict").textValue().charAt(i) == '1')) {
        different.add("strict: " + response);
      }
      if (checks.loose(response).get(0) != (golden.get("loose").textValue().charAt(i) == '1')) {
        different.add("loose: " + response);
      }
    }
    assertThat(different).as("%s %s", golden.get("instruction"), golden.get("arguments")).isEmpty();
  }

  @Test
  void jsonOfAnyLengthAndDepthIsReadWithoutHarm() {
    String escapes = "\"" + "\\n\\u00e9x".repeat(50_000) + "\"";
    assertThat(JsonText.valid("[" + escapes + ", " + escapes + "]")).isTrue();
    assertThat(JsonText.valid("[".repeat(900) + "]".repeat(900))).isTrue();
    assertThat(JsonText.valid("[".repeat(100_000) + "]".repeat(100_000))).isFalse();
  }

  /** Where the harness counts a letter that it draws. */
  @Test
  void aCharacterThatIsNoLetterIsCounted() {
    JsonNode arguments =
        HarnessGoldens.parse(
            "{\"letter\": \"#\", \"let_frequency\": 2, \"let_relation\": \"at least\"}");
    InstructionChecks checks =
        InstructionChecks.of(
            new Reference.Instructions(
                List.of(new Reference.Instruction("keywords:letter_frequency", arguments))));
    assertThat(checks.strict("# a\n# b")).containsExactly(true);
    assertThat(checks.strict("# a")).containsExactly(false);
  }
}
