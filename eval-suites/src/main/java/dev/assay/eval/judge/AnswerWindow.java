package dev.assay.eval.judge;

import java.util.function.ToIntFunction;

/**
 * What a judge reads at most. Answers give way at their ends, requests and questions never.
 *
 * @param counter of the tokens that a text is to the judge
 * @param tokens it reads at most, all in all
 */
public record AnswerWindow(ToIntFunction<String> counter, int tokens) {
  static final String CUT = " […]";

  /** For tokens that come about, or not, where texts meet. */
  private static final int SLACK = 16;

  /**
   * An answer, cut where it does not fit.
   *
   * @param others tokens of all that stands beside it
   * @param answers how many share what is left
   */
  String fitted(String answer, int others, int answers) {
    int room = Math.max(0, (tokens - others - SLACK) / answers);
    // A token is a code point at least, but for rare ones of several tokens.
    if (count(answer) <= room) {
      return answer;
    }
    int[] points = answer.codePoints().toArray();
    int fits = 0;
    int beyond = points.length;
    while (beyond - fits > 1) {
      int middle = (fits + beyond) >>> 1;
      if (count(new String(points, 0, middle) + CUT) <= room) {
        fits = middle;
      } else {
        beyond = middle;
      }
    }
    return new String(points, 0, fits).stripTrailing() + CUT;
  }

  int count(String text) {
    return counter.applyAsInt(text);
  }
}
