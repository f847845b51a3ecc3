package dev.assay.eval.translation;

import java.util.List;

/**
 * A score of a corpus, from sums over its segments. Any number of threads may use one.
 *
 * <p>Post, A Call for Clarity in Reporting BLEU Scores, WMT 2018.
 */
public interface CorpusMetric {
  /**
   * What is summed of a segment, always as many numbers.
   *
   * @param references at least one
   */
  double[] statistics(String prediction, List<String> references);

  /**
   * @param sums of the segments' statistics
   * @return from 0; a perfect match is 100, or 0 of an error rate
   */
  double score(double[] sums);
}
