package dev.assay.eval.comparison;

/**
 * Items that cannot be paired.
 *
 * @param onlyCandidate items that the baseline does not have
 * @param onlyBaseline items that the candidate does not have
 * @param failed items of both that at least one could not score
 */
public record LeftOut(int onlyCandidate, int onlyBaseline, int failed) {

  public int total() {
    return onlyCandidate + onlyBaseline + failed;
  }
}
