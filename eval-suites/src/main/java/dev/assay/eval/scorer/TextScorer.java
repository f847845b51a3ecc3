package dev.assay.eval.scorer;

/**
 * Scores a text by itself: the same text has the same score on every machine. A scorer is used by
 * many threads at once.
 */
public interface TextScorer {
  /** The name of its scores, which says who made them. */
  String metric();

  /** Whether more is taken for better where nobody says. */
  boolean higherIsBetter();

  double score(String text);
}
