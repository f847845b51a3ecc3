package dev.assay.eval.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.testing.HarnessGoldens;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as the reference harness reads and compares them. */
class HarnessMathematicsTest {
  private static List<JsonNode> goldens(String kind) {
    return HarnessGoldens.lines("mathematics/answers.jsonl").stream()
        .map(HarnessGoldens::parse)
        .filter(line -> line.get("kind").textValue().equals(kind))
        .toList();
  }

  private static String text(JsonNode golden, String key) {
    return golden.get(key).textValue();
  }

  @Test
  void answersAreNormalizedAndStrippedAsTheHarnessDoes() {
    assertThat(goldens("answer")).hasSizeGreaterThan(90);
    for (JsonNode golden : goldens("answer")) {
      String answer = text(golden, "text");
      assertThat(NormalizedAnswer.of(answer))
          .as("%s", golden)
          .isEqualTo(text(golden, "normalized"));
      assertThat(StrippedAnswer.of(answer, true).orElse(null))
          .as("%s", golden)
          .isEqualTo(text(golden, "strict"));
      assertThat(StrippedAnswer.of(answer, false).orElse(null))
          .as("%s", golden)
          .isEqualTo(text(golden, "lenient"));
    }
  }

  @Test
  void answersAreFoundWhereTheHarnessFindsThem() {
    for (JsonNode golden : goldens("completion")) {
      String completion = text(golden, "text");
      assertThat(StrippedEquality.parsed(completion).orElse(null))
          .as("%s", golden)
          .isEqualTo(text(golden, "parsed"));
      assertThat(BoxedAnswer.of(completion).orElse(null))
          .as("%s", golden)
          .isEqualTo(text(golden, "boxed"));
      assertThat(NormalizedAnswer.stated(completion))
          .as("%s", golden)
          .isEqualTo(text(golden, "stated"));
    }
  }

  @Test
  void pairsAreEqualWhereTheHarnessSaysSo() {
    for (JsonNode golden : goldens("pair")) {
      String completion = text(golden, "text");
      String right = text(golden, "right");
      assertThat(StrippedEquality.ofMath(completion, right))
          .as("%s", golden)
          .isEqualTo(golden.get("math").intValue() == 1);
      assertThat(StrippedEquality.ofAgieval(completion, right))
          .as("%s", golden)
          .isEqualTo(golden.get("agieval").intValue() == 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1/2; 0.5; true; false",
        "\\frac{1}{2}; \\dfrac{2}{4}; true; false",
        "-\\frac{1}{2}; \\frac{-1}{2}; true; false",
        "\\frac{1}{-2}; -.5; true; false",
        "7; 7; true; true",
        "7; 8; false; false",
        "7.0; 7; true; false",
        "1/0; 0; false; true",
        "x; y; false; true",
        "(1,2); (1.0,2); true; false",
        "(1,2); (2,1); false; false",
        "(1,2); [1,2]; false; true",
        "\\{1,2\\}; \\{2,1\\}; true; false",
        "1,2; 1,2.0; true; false",
        "(1,2)\\cup(3,4); (3,4)\\cup(1,2.0); true; false",
        "\\left(1,x\\right); (1.0,x); true; false",
        "2\\sqrt{2}; 2.8; false; true"
      })
  void numbersAreComparedByValueAndPartByPart(
      String answer, String right, boolean equal, boolean byText) {
    assertThat(AnswerEquality.of(answer, right)).isEqualTo(new AnswerEquality(equal, byText));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "' 611'; 611; true",
        "' $\\boxed{-6}$'; -6; true",
        "'so $x = 15$.'; 15; true",
        "' 32.\n\nQ'; 32; true",
        "'ends with 4'; '(3,4]'; false",
        "' 0.5'; \\frac{1}{2}; true"
      })
  void shortAnswersAreHeldAgainstTheRightOneAsItIs(String completion, String right, boolean equal) {
    assertThat(AnswerEquality.ofShortAnswer(completion, right).equal()).isEqualTo(equal);
  }

  @Test
  void anEmptyAnswerIsNeverRight() {
    assertThat(AnswerEquality.of("", "").equal()).isFalse();
  }

  /** A long text costs no more than its length. */
  @Test
  void aHostileAnswerIsAText() {
    String digits = "9".repeat(200_000);
    assertThat(AnswerEquality.of(digits, digits + "0")).isEqualTo(new AnswerEquality(false, true));
    String deep = "(".repeat(400) + "1,2" + ")".repeat(400);
    assertThat(AnswerEquality.of(deep, "(1,2)").equal()).isFalse();
  }

  /**
   * What AGIEval's comparison does to its own right answers, and that the string form repairs it.
   */
  @Test
  void ofAgievalsRightAnswersManyAreWrongToItsOwnComparison() throws IOException {
    List<JsonNode> rows =
        Files.readAllLines(SharedFolder.path("data-academic/agieval/math.jsonl")).stream()
            .map(HarnessGoldens::parse)
            .toList();
    int changed = 0;
    int none = 0;
    int wrong = 0;
    for (JsonNode row : rows) {
      String right = text(row, "answer");
      String parsed = StrippedEquality.parsed(right).orElse(null);
      changed += parsed == null || right.equals(parsed) ? 0 : 1;
      none += parsed == null ? 1 : 0;
      String boxed = "\\boxed{" + right + "}";
      wrong += StrippedEquality.ofAgieval(boxed, right) ? 0 : 1;
      assertThat(AnswerEquality.ofShortAnswer(boxed, right).equal()).as(right).isTrue();
      String solution = text(row.get("other"), "solution");
      assertThat(NormalizedAnswer.of(BoxedAnswer.of(solution).orElseThrow()))
          .isEqualTo(NormalizedAnswer.of(right));
    }
    assertThat(List.of(rows.size(), changed, none, wrong)).containsExactly(1000, 407, 22, 388);
  }
}
