package dev.assay.core.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Python's re.sub with a replacement in Python's notation: {@code \1}, {@code \g<name>}, {@code
 * \n}.
 */
public final class PythonSubstitution {
  /** A piece of a replacement: a text, or else a group by its number or name. */
  private record Piece(String text, int group, String name) {}

  private final PythonPattern pattern;
  private final List<Piece> pieces = new ArrayList<>();

  private PythonSubstitution(PythonPattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException for a pattern or replacement that is none
   */
  public static PythonSubstitution of(String pattern, String replacement) {
    PythonSubstitution substitution = new PythonSubstitution(PythonPattern.of(pattern));
    substitution.read(replacement);
    return substitution;
  }

  private void read(String replacement) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < replacement.length()) {
      char c = replacement.charAt(at++);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      if (at == replacement.length()) {
        throw new IllegalArgumentException("bad escape (end of pattern)");
      }
      char escaped = replacement.charAt(at++);
      if (escaped >= '1' && escaped <= '9') {
        int number = escaped - '0';
        if (at < replacement.length() && Character.isDigit(replacement.charAt(at))) {
          number = 10 * number + replacement.charAt(at++) - '0';
        }
        group(text, number, null);
      } else if (escaped == 'g') {
        int end = replacement.indexOf('>', at);
        if (at >= replacement.length() || replacement.charAt(at) != '<' || end < 0) {
          throw new IllegalArgumentException("missing group name after \\g");
        }
        String name = replacement.substring(at + 1, end);
        boolean number = name.matches("\\d{1,3}");
        group(text, number ? Integer.parseInt(name) : 0, number ? null : name);
        at = end + 1;
      } else {
        text.append(escaped(escaped));
      }
    }
    pieces.add(new Piece(text.toString(), 0, null));
  }

  private void group(StringBuilder before, int number, String name) {
    pieces.add(new Piece(before.toString(), 0, null));
    before.setLength(0);
    pieces.add(new Piece(null, number, name));
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'f' -> "\f";
      case 'v' -> "\u000b";
      case 'a' -> "\u0007";
      case 'b' -> "\b";
      case '0' -> "\0";
      case '\\' -> "\\";
      default -> {
        if (c < 0x80 && Character.isLetter(c)) {
          throw new IllegalArgumentException("bad escape \\" + c);
        }
        yield "\\" + c;
      }
    };
  }

  /**
   * @param count how many matches to replace, 0 for all
   * @throws IllegalArgumentException for a group that the pattern lacks, or a match without end
   */
  public String apply(String text, int count) {
    Matcher matcher = pattern.matcher(new BoundedText(text));
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int n = 0; (count == 0 || n < count) && matcher.find(); n++) {
      out.append(text, from, matcher.start());
      for (Piece piece : pieces) {
        out.append(piece.text() != null ? piece.text() : group(matcher, piece));
      }
      from = matcher.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String group(Matcher matcher, Piece piece) {
    try {
      String group =
          piece.name() != null ? matcher.group(piece.name()) : matcher.group(piece.group());
      return group == null ? "" : group;
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("invalid group reference " + piece.group(), e);
    }
  }
}
