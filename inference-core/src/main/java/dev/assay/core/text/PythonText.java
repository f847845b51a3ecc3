package dev.assay.core.text;

import java.util.Locale;

/**
 * Python's text methods, where Java's differ: which characters are space, what capitalising does.
 */
public final class PythonText {
  private static final int IOTA = 0x399;
  private static final int IOTA_BELOW = 0x345;

  private PythonText() {}

  /** str.isspace of one code point. */
  public static boolean isSpace(int codePoint) {
    return codePoint >= 0x09 && codePoint <= 0x0D
        || codePoint >= 0x1C && codePoint <= 0x20
        || codePoint == 0x85
        || codePoint == 0xA0
        || codePoint == 0x1680
        || codePoint >= 0x2000 && codePoint <= 0x200A
        || codePoint == 0x2028
        || codePoint == 0x2029
        || codePoint == 0x202F
        || codePoint == 0x205F
        || codePoint == 0x3000;
  }

  /** str.strip(). */
  public static String strip(String text) {
    String ended = rstrip(text);
    int start = 0;
    while (start < ended.length() && isSpace(ended.charAt(start))) {
      start++;
    }
    return ended.substring(start);
  }

  /** str.rstrip(). All of Python's spaces are single chars. */
  public static String rstrip(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** str.capitalize(): the first code point in title case, all others in lower case. */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    // Lowered as a whole: a sigma at a word's end looks back at what stands before it.
    int lowered = Character.toString(first).toLowerCase(Locale.ROOT).length();
    return titleCase(first) + text.toLowerCase(Locale.ROOT).substring(lowered);
  }

  /**
   * Title case in full (Unicode, SpecialCasing.txt): where it is several code points, those of the
   * upper case with all after the first capital lowered; an iota below the letter stays one.
   */
  private static String titleCase(int codePoint) {
    int title = Character.toTitleCase(codePoint);
    int[] upper = Character.toString(codePoint).toUpperCase(Locale.ROOT).codePoints().toArray();
    if (title != codePoint || upper.length == 1 || Character.isTitleCase(codePoint)) {
      return Character.toString(title);
    }
    StringBuilder titled = new StringBuilder();
    boolean capital = false;
    for (int c : upper) {
      int lowered = codePoint >= 0x1F80 && c == IOTA ? IOTA_BELOW : Character.toLowerCase(c);
      titled.appendCodePoint(capital ? lowered : c);
      capital |= Character.isUpperCase(c);
    }
    return titled.toString();
  }
}
