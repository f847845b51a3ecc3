package dev.assay.eval.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A metric of some of a task's items, as often as each is drawn: for whoever resamples them. Items
 * are drawn in clusters. Any number of threads may use one.
 */
@FunctionalInterface
public interface DrawnMetric {
  /**
   * @param clusters positions of the clusters that are drawn, each as often as it is
   * @return NaN where nothing that is drawn has a value
   */
  double of(int[] clusters);

  /**
   * @param metric what is made of the values
   * @param clusters values of the items of each; for a metric of clusters those that it names
   * @throws IllegalArgumentException for an aggregation that does not exist
   */
  static DrawnMetric of(MetricDefinition metric, List<List<ItemValue>> clusters) {
    Aggregation aggregation =
        Aggregation.named(metric.aggregation())
            .orElseThrow(
                () -> new IllegalArgumentException("no aggregation " + metric.aggregation()));
    if (aggregation.clusters() != null) {
      return ofSums(aggregation.clusters(), clusters);
    }
    List<ItemValue> items = clusters.stream().flatMap(List::stream).toList();
    int[] first = new int[clusters.size() + 1];
    for (int i = 0; i < clusters.size(); i++) {
      first[i + 1] = first[i] + clusters.get(i).size();
    }
    if (items.get(0) instanceof ItemValue.Weighted) {
      return drawn -> aggregation.score(values(items, positions(first, drawn))).mean();
    }
    Statistic statistic = aggregation.statistic().apply(new Values(items));
    return drawn -> statistic.of(positions(first, drawn));
  }

  private static DrawnMetric ofSums(ClusterStatistic statistic, List<List<ItemValue>> clusters) {
    double[][] sums =
        clusters.stream().map(statistic::clusters).map(DrawnMetric::added).toArray(double[][]::new);
    return drawn -> {
      double[] all = new double[0];
      for (int cluster : drawn) {
        all = added(all, sums[cluster]);
      }
      return all.length == 0 ? Double.NaN : statistic.value().applyAsDouble(all);
    };
  }

  private static double[] added(double[][] rows) {
    double[] sums = new double[0];
    for (double[] row : rows) {
      sums = added(sums, row);
    }
    return sums;
  }

  /** Of items that the metric is not of there are no numbers. */
  private static double[] added(double[] sums, double[] more) {
    if (sums.length == 0) {
      return more.clone();
    }
    for (int i = 0; i < more.length; i++) {
      sums[i] += more[i];
    }
    return sums;
  }

  private static List<ItemValue> values(List<ItemValue> items, int[] positions) {
    return IntStream.of(positions).mapToObj(items::get).toList();
  }

  private static int[] positions(int[] first, int[] clusters) {
    int count = 0;
    for (int cluster : clusters) {
      count += first[cluster + 1] - first[cluster];
    }
    int[] positions = new int[count];
    int at = 0;
    for (int cluster : clusters) {
      for (int item = first[cluster]; item < first[cluster + 1]; item++) {
        positions[at++] = item;
      }
    }
    return positions;
  }
}
