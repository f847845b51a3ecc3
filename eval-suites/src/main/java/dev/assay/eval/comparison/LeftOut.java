package dev.assay.eval.comparison;

/**
 * Items that cannot be paired.
 *
 * @param onlyCandidate items that the baseline does not have
 * @param onlyBaseline items that the candidate does not have
 * @param failed items of both that at least one could not score
 * @param otherPrompt items of both that were put in other words or with other choices
 */
public record LeftOut(int onlyCandidate, int onlyBaseline, int failed, int otherPrompt) {

  public int total() {
    return onlyCandidate + onlyBaseline + failed + otherPrompt;
  }
}
