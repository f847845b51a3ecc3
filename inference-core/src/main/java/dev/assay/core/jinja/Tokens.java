package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Numbers;
import dev.assay.core.text.PythonText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Cuts a tag into tokens (jinja2/lexer.py). */
final class Tokens {
  private static final List<String> OPERATORS =
      List.of(
          "**", "//", "==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%", "~", "|", "(",
          ")", "[", "]", "{", "}", ",", ":", ".", ";");

  private final String text;
  private final int offset;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(Segment tag) {
    this.text = tag.text();
    this.offset = tag.offset();
  }

  /** Ends with a token of the kind END. */
  static List<Token> of(Segment tag) {
    Tokens cut = new Tokens(tag);
    cut.cut();
    return cut.tokens;
  }

  private void cut() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (PythonText.isSpace(c)) {
        at++;
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (isDigit(at)) {
        number();
      } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
        name();
      } else {
        operator();
      }
    }
    add(Token.Kind.END, "", null);
  }

  private void add(Token.Kind kind, String shown, Object value) {
    tokens.add(new Token(kind, shown, value, offset));
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private void quoted(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw new SyntaxError("a text does not end", offset);
    }
    add(Token.Kind.TEXT, "", PythonEscapes.read(text.substring(at + 1, end), offset));
    at = end + 1;
  }

  private int digits(int from) {
    int end = from;
    while (isDigit(end) || end < text.length() && text.charAt(end) == '_' && isDigit(end + 1)) {
      end++;
    }
    return end;
  }

  private void number() {
    int end = digits(at);
    boolean real = false;
    if (end < text.length() && text.charAt(end) == '.' && isDigit(end + 1)) {
      real = true;
      end = digits(end + 1);
    }
    if (end < text.length() && Character.toLowerCase(text.charAt(end)) == 'e') {
      int exponent = end + 1;
      if (exponent < text.length() && "+-".indexOf(text.charAt(exponent)) >= 0) {
        exponent++;
      }
      if (isDigit(exponent)) {
        real = true;
        end = digits(exponent);
      }
    }
    String digits = text.substring(at, end).replace("_", "");
    if (digits.length() > Bounds.DIGITS) {
      throw new SyntaxError("a number has more than " + Bounds.DIGITS + " digits", offset);
    }
    Object value = real ? Double.valueOf(digits) : Numbers.of(new BigInteger(digits));
    add(Token.Kind.NUMBER, digits, value);
    at = end;
  }

  private void name() {
    int end = at;
    while (end < text.length()
        && (Character.isUnicodeIdentifierPart(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    add(Token.Kind.NAME, text.substring(at, end), null);
    at = end;
  }

  private void operator() {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        add(Token.Kind.OPERATOR, operator, null);
        at += operator.length();
        return;
      }
    }
    throw new SyntaxError("unexpected char '" + text.charAt(at) + "'", offset);
  }
}
