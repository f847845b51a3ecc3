package dev.assay.core.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of Python for texts, put into Java's words: {@code \w}, {@code \s}, {@code
 * \d} and {@code \b} know Unicode as Python does, lines end at {@code \n} alone, a bracket or brace
 * that opens nothing is itself.
 */
public final class PythonPattern {
  private static final String SPACE =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  private static final Classes RE = new Classes("\\p{L}\\p{N}_", SPACE);
  private static final Classes REGEX =
      new Classes("\\p{IsAlphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d", "\\p{IsWhite_Space}");
  private static final String DIGIT = "\\p{Nd}";
  private static final Pattern QUANTIFIER = Pattern.compile("\\{([0-9]*)(,?)([0-9]*)\\}");

  /**
   * What {@code \w} and {@code \s} are, within a class.
   *
   * @param word characters that are part of words
   * @param space white space
   */
  private record Classes(String word, String space) {
    String edge() {
      String in = "[" + word + "]";
      return "(?:(?<=" + in + ")(?!" + in + ")|(?<!" + in + ")(?=" + in + "))";
    }
  }

  private final Pattern pattern;

  private PythonPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Of the module re.
   *
   * @throws IllegalArgumentException if it is no regular expression, or uses what has no
   *     counterpart here: comments, conditions, flags other than i, m, s and x
   */
  public static PythonPattern of(String python) {
    return compile(python, RE, 0);
  }

  /** Of the module re with IGNORECASE. */
  public static PythonPattern ignoringCase(String python) {
    return compile(python, RE, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Of the module re with MULTILINE. {@code ^} does not match after a line end that is the text's
   * last.
   */
  public static PythonPattern ofLines(String python) {
    return compile(python, RE, Pattern.MULTILINE);
  }

  /**
   * Of the package regex, whose words hold combining marks and no fractions: with it NLTK 3.10
   * matches.
   */
  public static PythonPattern ofRegex(String python) {
    return compile(python, REGEX, 0);
  }

  /** Of the package regex with MULTILINE, likewise. */
  public static PythonPattern ofRegexLines(String python) {
    return compile(python, REGEX, Pattern.MULTILINE);
  }

  private static PythonPattern compile(String python, Classes classes, int flags) {
    try {
      int all = flags | Pattern.UNIX_LINES | Pattern.UNICODE_CASE;
      return new PythonPattern(Pattern.compile(new Translation(python, classes).java(), all));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + python + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  public Matcher matcher(CharSequence text) {
    return pattern.matcher(text);
  }

  /** re.search found something. */
  public boolean find(CharSequence text) {
    return matcher(text).find();
  }

  /**
   * {@link #find}, for patterns of people who may not know what they cost.
   *
   * @throws IllegalArgumentException where the search looks at more characters than any text needs,
   *     or goes deeper than the stack
   */
  public boolean findBounded(CharSequence text) {
    try {
      return matcher(new BoundedText(text)).find();
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          "the regular expression goes too deep in a text of " + text.length() + " characters", e);
    }
  }

  /** How many matches re.findall finds. */
  public int count(CharSequence text) {
    return (int) matcher(text).results().count();
  }

  /**
   * re.sub.
   *
   * @param by in Java's notation: {@code $1} for a group
   */
  public String substitute(String text, String by) {
    return matcher(text).replaceAll(by);
  }

  /** re.sub by a text that is taken as it is. */
  public String replaceAll(String text, String by) {
    return matcher(text).replaceAll(Matcher.quoteReplacement(by));
  }

  /** re.split, of a pattern without groups. */
  public List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = matcher(text);
    int from = 0;
    while (matcher.find()) {
      parts.add(text.substring(from, matcher.start()));
      from = matcher.end();
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** One pass over a pattern. */
  private static final class Translation {
    private final String python;
    private final Classes classes;
    private final StringBuilder java = new StringBuilder();
    private int at;

    Translation(String python, Classes classes) {
      this.python = python;
      this.classes = classes;
    }

    String java() {
      while (at < python.length()) {
        char c = python.charAt(at);
        switch (c) {
          case '\\' -> escape();
          case '[' -> characterClass();
          case '{' -> brace();
          case '(' -> group();
          default -> {
            java.append(c);
            at++;
          }
        }
      }
      return java.toString();
    }

    private char escaped() {
      if (at + 1 >= python.length()) {
        throw new IllegalArgumentException("'" + python + "' ends in a backslash");
      }
      at += 2;
      return python.charAt(at - 1);
    }

    private void escape() {
      char c = escaped();
      switch (c) {
        case 's' -> java.append('[').append(classes.space()).append(']');
        case 'S' -> java.append("[^").append(classes.space()).append(']');
        case 'w' -> java.append('[').append(classes.word()).append(']');
        case 'W' -> java.append("[^").append(classes.word()).append(']');
        case 'd' -> java.append(DIGIT);
        case 'D' -> java.append("\\P{Nd}");
        case 'b' -> java.append(classes.edge());
        case 'B' -> java.append("(?!").append(classes.edge()).append(')');
        case 'Z' -> java.append("\\z");
        default -> java.append('\\').append(c);
      }
    }

    /**
     * Negated with a negated one in it, a class is a lookahead: what Java negates then is not
     * plain.
     */
    private void characterClass() {
      at++;
      boolean negated = python.startsWith("^", at);
      at += negated ? 1 : 0;
      StringBuilder within = new StringBuilder();
      boolean first = true;
      while (at < python.length() && (first || python.charAt(at) != ']')) {
        char c = python.charAt(at);
        if (c == '\\') {
          within.append(escapeWithin(escaped()));
        } else {
          within.append("[]&^#".indexOf(c) >= 0 || Character.isWhitespace(c) ? "\\" : "").append(c);
          at++;
        }
        first = false;
      }
      if (at == python.length()) {
        throw new IllegalArgumentException("'" + python + "' has a bracket that nothing closes");
      }
      at++;
      if (negated && within.indexOf("[^") >= 0) {
        java.append("(?:(?![").append(within).append("])(?s:.))");
      } else {
        java.append(negated ? "[^" : "[").append(within).append(']');
      }
    }

    private String escapeWithin(char c) {
      return switch (c) {
        case 's' -> classes.space();
        case 'S' -> "[^" + classes.space() + "]";
        case 'w' -> classes.word();
        case 'W' -> "[^" + classes.word() + "]";
        case 'd' -> DIGIT;
        case 'D' -> "\\P{Nd}";
        case 'b' -> "\\x08";
        default -> "\\" + c;
      };
    }

    /** {@code {2,}} repeats, {@code {,2}} is {@code {0,2}}, any other brace is itself. */
    private void brace() {
      Matcher matcher = QUANTIFIER.matcher(python).region(at, python.length());
      boolean repeats =
          matcher.lookingAt() && !(matcher.group(1).isEmpty() && matcher.group(2).isEmpty());
      if (!repeats) {
        java.append("\\{");
        at++;
        return;
      }
      String least = matcher.group(1).isEmpty() ? "0" : matcher.group(1);
      java.append('{').append(least).append(matcher.group(2)).append(matcher.group(3)).append('}');
      at = matcher.end();
    }

    private void group() {
      if (python.startsWith("(?P<", at)) {
        java.append("(?<");
        at += 4;
      } else if (python.startsWith("(?P=", at)) {
        int end = python.indexOf(')', at);
        java.append("\\k<").append(python, at + 4, Math.max(at + 4, end)).append('>');
        at = Math.max(at + 4, end + 1);
      } else {
        java.append('(');
        at++;
      }
    }
  }
}
