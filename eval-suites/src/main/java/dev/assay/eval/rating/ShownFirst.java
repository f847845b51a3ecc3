package dev.assay.eval.rating;

/** Whose answer stood first, or on the left. */
public enum ShownFirst {
  CANDIDATE,
  BASELINE,
  UNKNOWN;

  /** The same with candidate and baseline exchanged. */
  ShownFirst swapped() {
    return switch (this) {
      case CANDIDATE -> BASELINE;
      case BASELINE -> CANDIDATE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
