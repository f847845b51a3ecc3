package dev.assay.eval.prompt;

/** A document that no question can be made of, with the code for its row. */
final class BrokenDocument extends Exception {
  private final String code;

  BrokenDocument(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
