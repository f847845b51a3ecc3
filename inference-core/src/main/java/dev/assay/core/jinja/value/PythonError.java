package dev.assay.core.jinja.value;

/** What Python would have raised; the message begins with its class, e.g. {@code TypeError}. */
public final class PythonError extends RuntimeException {
  public PythonError(String message) {
    super(message);
  }

  public static PythonError type(String message) {
    return new PythonError("TypeError: " + message);
  }

  static PythonError value(String message) {
    return new PythonError("ValueError: " + message);
  }

  /** A bound of this interpreter, not of Python. */
  public static PythonError limit(String message) {
    return new PythonError("the template is stopped: " + message);
  }
}
