package dev.assay.eval.mathematics;

import dev.assay.core.text.PythonText;
import java.util.Optional;

/**
 * Whether a completion's answer is the right one: the same text once both are normalised, or else
 * the same numbers. Tuples, intervals and unions are compared part by part.
 *
 * @param decidedByText no numbers were compared by value: the texts are the same, or differ where
 *     one of them is no number
 */
public record AnswerEquality(boolean equal, boolean decidedByText) {

  /** Of a solution that states its final answer in a sentence, as Minerva's examples do. */
  public static AnswerEquality ofSolution(String solution, String right) {
    return of(NormalizedAnswer.stated(solution), NormalizedAnswer.of(right));
  }

  /**
   * Of a short answer: what stands in the last box, else between the last two dollar signs, else
   * the first line that is not blank, without a full stop at its end.
   */
  public static AnswerEquality ofShortAnswer(String completion, String right) {
    return of(NormalizedAnswer.of(shortAnswer(completion)), NormalizedAnswer.of(right));
  }

  private static String shortAnswer(String completion) {
    Optional<String> boxed = BoxedAnswer.of(completion);
    if (boxed.isPresent()) {
      return boxed.get();
    }
    int last = completion.lastIndexOf('$');
    int before = completion.lastIndexOf('$', last - 1);
    if (before >= 0) {
      return completion.substring(before + 1, last);
    }
    String line = PythonText.strip(completion).split("\n", 2)[0].stripTrailing();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /** Of normalised answers. */
  static AnswerEquality of(String answer, String right) {
    if (answer.equals(right)) {
      return new AnswerEquality(!answer.isEmpty(), true);
    }
    return AnswerValue.of(answer).compare(AnswerValue.of(right));
  }
}
