package dev.assay.eval.statistic;

import java.util.Comparator;
import java.util.stream.IntStream;

/** What adjustments of several probabilities begin with. */
final class TestedProbabilities {
  private TestedProbabilities() {}

  /** Places of those that were tested, the smallest first; NaN was not, and is left out. */
  static int[] ascending(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .filter(i -> !Double.isNaN(probabilities[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> probabilities[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
