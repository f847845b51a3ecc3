package dev.assay.core.jinja.value;

import dev.assay.core.text.PythonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/** Texts stripped and split as by Python. */
final class TextParts {
  private static final String LINE_ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";

  private TextParts() {}

  /**
   * @param characters that go; None for white space
   */
  static String strip(String text, Object characters, boolean left, boolean right) {
    IntPredicate goes =
        characters == None.NONE
            ? PythonText::isSpace
            : c -> Arguments.text(characters).indexOf(c) >= 0;
    int start = 0;
    int end = text.length();
    while (left && start < end && goes.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && goes.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    if (characters != None.NONE) {
      Arguments.text(characters);
    }
    return text.substring(start, end);
  }

  private static String separator(Object given) {
    String separator = Arguments.text(given);
    if (separator.isEmpty()) {
      throw PythonError.value("empty separator");
    }
    return separator;
  }

  /**
   * @param given the separator; None for runs of white space
   * @param most splits; below 0 for all
   */
  static List<Object> split(String text, Object given, int most) {
    Allowance.elements(text.length() / 2 + 1L);
    List<Object> parts = new ArrayList<>();
    if (given == None.NONE) {
      int at = 0;
      while (true) {
        while (at < text.length() && PythonText.isSpace(text.charAt(at))) {
          at++;
        }
        if (at == text.length()) {
          return parts;
        }
        if (most >= 0 && parts.size() >= most) {
          parts.add(text.substring(at));
          return parts;
        }
        int end = at;
        while (end < text.length() && !PythonText.isSpace(text.charAt(end))) {
          end++;
        }
        parts.add(text.substring(at, end));
        at = end;
      }
    }
    String separator = separator(given);
    Allowance.search(text, separator);
    int at = 0;
    for (int next = text.indexOf(separator);
        next >= 0 && (most < 0 || parts.size() < most);
        next = text.indexOf(separator, at)) {
      parts.add(text.substring(at, next));
      at = next + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  static List<Object> splitFromRight(String text, Object given, int most) {
    Allowance.elements(text.length() / 2 + 1L);
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    if (given == None.NONE) {
      while (true) {
        while (end > 0 && PythonText.isSpace(text.charAt(end - 1))) {
          end--;
        }
        if (end == 0) {
          break;
        }
        if (most >= 0 && parts.size() >= most) {
          parts.add(text.substring(0, end));
          break;
        }
        int start = end;
        while (start > 0 && !PythonText.isSpace(text.charAt(start - 1))) {
          start--;
        }
        parts.add(text.substring(start, end));
        end = start;
      }
    } else {
      String separator = separator(given);
      Allowance.search(text, separator);
      while (most < 0 || parts.size() < most) {
        int start =
            end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
        if (start < 0) {
          break;
        }
        parts.add(text.substring(start + separator.length(), end));
        end = start;
      }
      parts.add(text.substring(0, end));
    }
    Collections.reverse(parts);
    return parts;
  }

  static List<Object> lines(String text, boolean keepsEnds) {
    List<Object> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && LINE_ENDS.indexOf(text.charAt(end)) < 0) {
        end++;
      }
      int next = end;
      if (end < text.length()) {
        next += text.startsWith("\r\n", end) ? 2 : 1;
      }
      lines.add(text.substring(at, keepsEnds ? next : end));
      at = next;
    }
    return lines;
  }

  static String expandTabs(String text, int size) {
    Allowance.text(text.length() * (long) Math.max(1, size));
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        int spaces = size <= 0 ? 0 : size - column % size;
        out.append(" ".repeat(spaces));
        column += spaces;
      } else {
        out.append(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return out.toString();
  }
}
