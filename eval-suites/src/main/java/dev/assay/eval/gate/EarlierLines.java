package dev.assay.eval.gate;

import java.util.Optional;

/** What earlier gates of the same name said of a line. */
@FunctionalInterface
public interface EarlierLines {
  /** Where there are none. */
  EarlierLines NONE = line -> 0;

  /**
   * Other candidates in a row before this one, the last of them just before it, of which the line
   * was worse with evidence, confirmed or not.
   */
  int worseInARow(LineName line);

  /** Who judged the line when it was last comparable; empty where nobody did. */
  default Optional<String> judge(LineName line) {
    return Optional.empty();
  }

  /** Whether a line of a gate was worse with evidence, though it may have waited for another. */
  static boolean wasWorse(String status, String reason) {
    return status.equals("regressed") || reason != null && reason.startsWith(LineRule.UNCONFIRMED);
  }
}
