package dev.assay.eval.judge;

import dev.assay.core.digest.Sha256;

/**
 * What stands around texts of others in a judge's prompt: eight hexadecimal digits of the request's
 * sha256, which an answer cannot know by chance.
 *
 * @param text the digits
 */
record Mark(String text) {
  private static final int DIGITS = 8;

  static Mark of(String request) {
    return new Mark(Sha256.of(request).substring(0, DIGITS));
  }

  boolean isIn(String answer) {
    return answer.contains(text);
  }

  /** The text with a space in each mark that it holds. */
  String escaped(String answer) {
    return answer.replace(text, text.substring(0, DIGITS / 2) + " " + text.substring(DIGITS / 2));
  }
}
