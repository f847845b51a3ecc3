package dev.assay.core.python;

/**
 * A text that a matcher may look at so often only: backtracking can take longer than anyone lives.
 */
final class BoundedText implements CharSequence {
  private static final long LOOKS = 50_000_000;

  private final CharSequence text;
  private long looks;

  BoundedText(CharSequence text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException after too many looks
   */
  @Override
  public char charAt(int index) {
    if (++looks > LOOKS) {
      throw new IllegalArgumentException(
          "the regular expression looks at more than "
              + LOOKS
              + " characters of a text of "
              + text.length()
              + ": it backtracks without end");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
