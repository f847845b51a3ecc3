package dev.assay.eval.prompt;

import java.util.Locale;

/**
 * Python's text methods, where Java's differ: which characters are space, what capitalising does.
 */
public final class PythonText {
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
  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String rest = text.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
    return titleCase(first) + rest;
  }

  /** Title case in full: ß becomes Ss, as only the first of several upper-case letters stays so. */
  private static String titleCase(int codePoint) {
    int title = Character.toTitleCase(codePoint);
    String upper = Character.toString(codePoint).toUpperCase(Locale.ROOT);
    if (title != codePoint || upper.codePointCount(0, upper.length()) == 1) {
      return Character.toString(title);
    }
    int first = upper.codePointAt(0);
    return Character.toString(first)
        + upper.substring(Character.charCount(first)).toLowerCase(Locale.ROOT);
  }
}
