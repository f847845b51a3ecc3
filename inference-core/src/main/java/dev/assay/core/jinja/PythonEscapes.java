package dev.assay.core.jinja;

/** What backslashes mean in Python's texts. */
final class PythonEscapes {
  private PythonEscapes() {}

  /**
   * @param offset for the error of one that is cut short
   */
  static String read(String text, int offset) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder read = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        read.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case 'n' -> read.append('\n');
        case 't' -> read.append('\t');
        case 'r' -> read.append('\r');
        case 'b' -> read.append('\b');
        case 'f' -> read.append('\f');
        case 'v' -> read.append('\u000b');
        case 'a' -> read.append('\u0007');
        case '\\', '\'', '"' -> read.append(escaped);
        case '\n' -> {}
        case 'x' -> at = hexadecimal(text, at, 2, read, offset);
        case 'u' -> at = hexadecimal(text, at, 4, read, offset);
        case 'U' -> at = hexadecimal(text, at, 8, read, offset);
        default -> {
          if (escaped < '0' || escaped > '7') {
            read.append('\\').append(escaped);
          } else {
            int value = escaped - '0';
            for (int n = 1; n < 3 && at < text.length() && isOctal(text.charAt(at)); n++) {
              value = 8 * value + text.charAt(at++) - '0';
            }
            read.append((char) value);
          }
        }
      }
    }
    return read.toString();
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static int hexadecimal(String text, int at, int digits, StringBuilder read, int offset) {
    try {
      int end = at + digits;
      if (end > text.length()) {
        throw new NumberFormatException("it is cut short");
      }
      read.appendCodePoint(Integer.parseInt(text.substring(at, end), 16));
      return end;
    } catch (IllegalArgumentException e) {
      throw new SyntaxError("a text has a broken escape: " + e.getMessage(), offset);
    }
  }
}
