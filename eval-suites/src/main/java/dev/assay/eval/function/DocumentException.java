package dev.assay.eval.function;

/** A document that a task cannot use as it is; costs that document alone. */
public final class DocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code why, for tables, e.g. {@code missing_field}
   */
  public DocumentException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
