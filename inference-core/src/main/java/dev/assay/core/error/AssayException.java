package dev.assay.core.error;

import java.util.Locale;

/**
 * An error that somebody can act on: it says the problem, its cause and the cure, with the values.
 */
public final class AssayException extends RuntimeException {
  private static final int LONGEST_PART = 2000;

  private final ErrorKind kind;
  private final String code;

  /**
   * @param problem what went wrong, with the values, e.g. {@code task 'hellaswg' does not exist}
   * @param cause why, e.g. {@code no task or group has that name}
   * @param cure what to do, e.g. {@code did you mean 'hellaswag'? `assay tasks` lists all}
   */
  public AssayException(ErrorKind kind, String problem, String cause, String cure) {
    this(kind, problem, cause, cure, null);
  }

  public AssayException(
      ErrorKind kind, String problem, String cause, String cure, Throwable thrown) {
    this(kind, kind.name().toLowerCase(Locale.ROOT), problem, cause, cure, thrown);
  }

  private AssayException(
      ErrorKind kind, String code, String problem, String cause, String cure, Throwable thrown) {
    super(bounded(problem) + ": " + bounded(cause) + ". " + bounded(cure) + ".", thrown);
    this.kind = kind;
    this.code = code;
  }

  /**
   * One request or row that cannot be answered.
   *
   * @param code what the row's error column says, e.g. {@code too_long}
   */
  public static AssayException request(String code, String problem, String cause, String cure) {
    return request(code, problem, cause, cure, null);
  }

  /** The same, with what was thrown. */
  public static AssayException request(
      String code, String problem, String cause, String cure, Throwable thrown) {
    return new AssayException(ErrorKind.REQUEST, code, problem, cause, cure, thrown);
  }

  /** Values of what is read may be of any length: their middle is left out. */
  private static String bounded(String part) {
    if (part == null || part.length() <= LONGEST_PART) {
      return part;
    }
    int end = LONGEST_PART / 2;
    return part.substring(0, end)
        + " ("
        + (part.length() - 2 * end)
        + " characters left out) "
        + part.substring(part.length() - end);
  }

  public ErrorKind kind() {
    return kind;
  }

  /** A short name of the error in lower_snake_case, for tables. */
  public String code() {
    return code;
  }
}
