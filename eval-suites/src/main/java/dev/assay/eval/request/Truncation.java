package dev.assay.eval.request;

/** What gives way where a prompt with its longest choice is longer than the model's length. */
public enum Truncation {
  /** Whole shots from the first on, the description stays; then tokens from the left. */
  SHOTS,
  /** Tokens from the left, BOS stays. */
  LEFT,
  /** The item: it fails as {@code skipped_too_long}. */
  SKIP,
  /** The item fails as {@code too_long}. */
  FAIL,
  /** The field's reference harness: tokens from the left, BOS and description first. */
  HARNESS
}
