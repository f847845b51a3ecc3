package dev.assay.spark.internal.chunks;

/** What an invocation had to do for its job to be complete. */
public enum Completion {
  /** It computed all chunks. */
  COMPUTED,
  /** Earlier invocations had committed some chunks. */
  CONTINUED,
  /** The job was complete before. */
  COMPLETE_BEFORE
}
