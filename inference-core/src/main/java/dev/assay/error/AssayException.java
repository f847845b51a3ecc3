package dev.assay.error;

/**
 * An error that somebody can act on: it says the problem, its cause and the cure, with the values.
 */
public final class AssayException extends RuntimeException {
  private final ErrorKind kind;

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
    super(problem + ": " + cause + ". " + cure + ".", thrown);
    this.kind = kind;
  }

  public ErrorKind kind() {
    return kind;
  }
}
