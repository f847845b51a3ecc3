package dev.assay.eval.python;

import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.List;

/** Python's tests of characters and texts. */
public final class PythonCharacters {
  private PythonCharacters() {}

  /** str.isupper(): some letter has a case, and none is lower or title case. */
  public static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** str.islower(): some letter has a case, and none is upper or title case. */
  public static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }

  /** str.split(): what lies between white space. */
  public static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || PythonText.isSpace(text.charAt(i));
      if (space && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!space && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /** str.strip(characters) with one character. */
  public static String strip(String text, char character) {
    return rstrip(lstrip(text, character), character);
  }

  /** str.lstrip(characters) with one character. */
  public static String lstrip(String text, char character) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == character) {
      start++;
    }
    return text.substring(start);
  }

  /** str.rstrip(characters) with one character. */
  public static String rstrip(String text, char character) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == character) {
      end--;
    }
    return text.substring(0, end);
  }
}
