package dev.assay.core.jinja;

import java.util.List;

/** Goes through a tag's tokens. */
final class TagReader {
  private List<Token> tokens = List.of();
  private int at;
  private int offset;
  private int nested;
  private int built;

  void open(Segment tag) {
    tokens = Tokens.of(tag);
    offset = tag.offset();
    at = 0;
    nested = 0;
    built = 0;
  }

  int offset() {
    return offset;
  }

  Token current() {
    return tokens.get(at);
  }

  Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = current();
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean isOperator(String operator) {
    return current().isOperator(operator);
  }

  boolean isName(String name) {
    return current().isName(name);
  }

  boolean atEnd() {
    return current().kind() == Token.Kind.END;
  }

  boolean takeOperator(String operator) {
    boolean found = isOperator(operator);
    at += found ? 1 : 0;
    return found;
  }

  boolean takeName(String name) {
    boolean found = isName(name);
    at += found ? 1 : 0;
    return found;
  }

  void expectOperator(String operator) {
    if (!takeOperator(operator)) {
      throw error("expected token '" + operator + "', got " + current().shown());
    }
  }

  String name() {
    if (current().kind() != Token.Kind.NAME) {
      throw error("expected a name, got " + current().shown());
    }
    return take().text();
  }

  void expectEnd() {
    if (!atEnd()) {
      throw error("expected the end of the tag, got " + current().shown());
    }
  }

  SyntaxError error(String problem) {
    return new SyntaxError(problem, offset);
  }

  void enter() {
    if (++nested > Bounds.NESTED_EXPRESSIONS) {
      throw error("expressions are nested more than " + Bounds.NESTED_EXPRESSIONS + " deep");
    }
  }

  void leave() {
    nested--;
  }

  /** Counts what one tag's expression is built of, as a chain of operators is as deep as long. */
  <T> T built(T expression) {
    if (++built > Bounds.PARTS) {
      throw error("an expression has more than " + Bounds.PARTS + " operators");
    }
    return expression;
  }
}
