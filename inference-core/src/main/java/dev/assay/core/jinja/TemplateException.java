package dev.assay.core.jinja;

/**
 * A template that cannot be parsed, or raised while it was rendered. The message says what, with
 * the template's name, line and column.
 */
public final class TemplateException extends RuntimeException {
  private final String template;
  private final int line;
  private final int column;

  TemplateException(String template, int line, int column, String problem, Throwable cause) {
    super(template + ", line " + line + ", column " + column + ": " + problem, cause);
    this.template = template;
    this.line = line;
    this.column = column;
  }

  /** Its name. */
  public String template() {
    return template;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** From 1, of the tag that the problem is in. */
  public int column() {
    return column;
  }
}
