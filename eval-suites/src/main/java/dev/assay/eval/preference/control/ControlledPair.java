package dev.assay.eval.preference.control;

import java.util.List;

/**
 * A judged pair with what its answers look like.
 *
 * @param prompt the cluster
 * @param preference for the candidate: 1, ½, 0, or a probability
 * @param candidateLength in Unicode code points, since tokenizers differ
 * @param baselineLength in the same
 * @param style differences of style, e.g. {@link StyleCounts#differences}; as many in every pair,
 *     none to control for length alone
 */
public record ControlledPair(
    String prompt,
    double preference,
    long candidateLength,
    long baselineLength,
    List<Double> style) {
  public ControlledPair {
    style = List.copyOf(style);
    if (!(preference >= 0 && preference <= 1)) {
      throw new IllegalArgumentException("no preference: " + preference);
    }
  }

  /** To control for length alone. */
  public ControlledPair(
      String prompt, double preference, long candidateLength, long baselineLength) {
    this(prompt, preference, candidateLength, baselineLength, List.of());
  }

  long difference() {
    return candidateLength - baselineLength;
  }
}
