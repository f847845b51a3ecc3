package dev.assay.core.jinja.value;

/**
 * What a name or item stands for that is not there (jinja2/runtime.py, Undefined and
 * StrictUndefined).
 *
 * @param hint what is not there, for the error
 * @param strict it fails wherever it is used, and not only where it is computed with
 */
public record Undefined(String hint, boolean strict) {
  public PythonError error() {
    return new PythonError("UndefinedError: " + hint);
  }

  void refuseIfStrict() {
    if (strict) {
      throw error();
    }
  }

  /** Fails for what is undefined. */
  static void refuse(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
  }
}
