package dev.assay.eval.metric;

import java.util.Map;

/** In which order two answers were shown: the trait {@code order} of a judgement. */
final class PairOrder {
  private static final String ORDER = "order";
  private static final String CANDIDATE_FIRST = "1";

  private PairOrder() {}

  /** The candidate's probability, from that of what was shown first. */
  static double preference(double firstShown, Map<String, String> traits) {
    return CANDIDATE_FIRST.equals(traits.get(ORDER)) ? firstShown : 1 - firstShown;
  }
}
