package dev.assay.core.jinja;

/**
 * A token of a tag.
 *
 * @param text of names and operators
 * @param value of texts and numbers
 * @param offset in the source, in chars
 */
record Token(Kind kind, String text, Object value, int offset) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    OPERATOR,
    END
  }

  boolean isOperator(String wanted) {
    return kind == Kind.OPERATOR && text.equals(wanted);
  }

  boolean isName(String wanted) {
    return kind == Kind.NAME && text.equals(wanted);
  }

  boolean isConstant() {
    return kind == Kind.TEXT || kind == Kind.NUMBER;
  }

  /** For messages. */
  String shown() {
    return switch (kind) {
      case NAME, OPERATOR -> "'" + text + "'";
      case TEXT, NUMBER -> "a constant";
      case END -> "the end of the tag";
    };
  }
}
