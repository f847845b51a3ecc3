package dev.assay.core.error;

/** What an error is about, and the exit code of the command that ends with it. */
public enum ErrorKind {
  /** An option, task, setting or name that does not exist or does not fit. */
  USAGE(2),
  /** More rows failed than the job's threshold allows. */
  TOO_MANY_FAILURES(3),
  /** A model folder or tokenizer that is missing, broken or of an unknown family. */
  MODEL(4),
  /** A data file that is missing or broken. */
  DATA(5),
  /** An output that exists, is locked by another run, or belongs to a different run. */
  OUTPUT(6),
  /** One request or row that cannot be answered; costs its row, never the job. */
  REQUEST(7);

  private final int exitCode;

  ErrorKind(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
