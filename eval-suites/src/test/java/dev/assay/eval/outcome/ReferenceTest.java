package dev.assay.eval.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
  static Stream<Reference> references() {
    return Stream.of(
        new RightAnswers(List.of("a\n\"b\"", "é\0")),
        new ProgramFrame("def f():\n", "\ncheck(f)"),
        new InstructionList(
            List.of(
                new InstructionList.Instruction(
                    "keywords:frequency",
                    JsonNodeFactory.instance.objectNode().put("frequency", 3).put("keyword", "x")),
                new InstructionList.Instruction(
                    "punctuation:no_comma", JsonNodeFactory.instance.objectNode()))));
  }

  @ParameterizedTest
  @MethodSource("references")
  void isReadAsItWasWritten(Reference reference) {
    assertThat(reference.json()).doesNotContain("\n");
    assertThat(Reference.parse(reference.json())).isEqualTo(reference);
  }

  @Test
  void whatIsNoReferenceIsRefused() {
    assertThatThrownBy(() -> Reference.parse("{\"texts\": []}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no reference");
  }
}
