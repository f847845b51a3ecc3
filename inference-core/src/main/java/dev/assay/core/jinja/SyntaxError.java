package dev.assay.core.jinja;

/** What is wrong with a source, at a place in it. */
final class SyntaxError extends RuntimeException {
  private final int offset;

  SyntaxError(String problem, int offset) {
    super(problem);
    this.offset = offset;
  }

  /** In the source, in chars. */
  int offset() {
    return offset;
  }
}
