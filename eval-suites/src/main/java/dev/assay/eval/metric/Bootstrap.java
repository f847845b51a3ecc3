package dev.assay.eval.metric;

import dev.assay.eval.python.PythonRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The standard error of a statistic by resampling (Efron, 1979; the harness's bootstrap_stderr),
 * from the same draws: up to 1000 samples from each of Python's generators seeded 0, 1, ….
 */
final class Bootstrap {
  private static final int CHUNK = 1000;

  private Bootstrap() {}

  /**
   * @param items how many are drawn from, and drawn
   */
  static double standardError(Statistic statistic, int items, int samples) {
    int chunk = Math.min(CHUNK, samples);
    double[] values =
        IntStream.range(0, samples / chunk)
            .parallel()
            .mapToObj(seed -> values(statistic, items, seed, chunk))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    return SampleMean.deviation(values);
  }

  private static double[] values(Statistic statistic, int items, int seed, int samples) {
    PythonRandom random = new PythonRandom(seed);
    double[] values = new double[samples];
    int[] drawn = new int[items];
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < items; j++) {
        drawn[j] = (int) (random.random() * items);
      }
      values[i] = statistic.of(drawn);
    }
    return values;
  }
}
