package dev.assay.core.jinja;

/** A parsed statement, or text. */
@FunctionalInterface
interface Statement {
  /** How it ended. */
  enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  Flow run(Scope scope, StringBuilder out);

  /** What it writes. */
  default String captured(Scope scope) {
    StringBuilder out = new StringBuilder();
    run(scope, out);
    return out.toString();
  }
}
