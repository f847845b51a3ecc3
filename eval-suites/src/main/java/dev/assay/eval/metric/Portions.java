package dev.assay.eval.metric;

import dev.assay.eval.metric.ItemValue.Portion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statistics of what items add to means and shares. */
final class Portions {
  /** Between what a part lies in and the part's own name. */
  static final String WITHIN = "/";

  /** The part whose mean a difference begins with. */
  static final String UNSAFE = "unsafe";

  static final String SAFE = "safe";

  private Portions() {}

  /** A sum and how much it is of. */
  private static final class Total {
    private double sum;
    private double weight;

    void add(Portion portion) {
      sum += portion.sum();
      weight += portion.weight();
    }

    double mean() {
      return sum / weight;
    }
  }

  /** Σ sums / Σ weights; NaN where nothing has a weight. */
  static Statistic mean(List<Portion> portions) {
    return drawn -> {
      Total total = new Total();
      for (int item : drawn) {
        total.add(portions.get(item));
      }
      return total.mean();
    };
  }

  /**
   * The same with its standard error over clusters: √(G/(G − 1) · Σ(sum − mean · weight)²)/Σ
   * weights over the G that have a weight (the linearised variance of a ratio; Cochran, Sampling
   * Techniques, 1977). Of equal weights it is s/√n.
   */
  static SampleMean estimate(List<? extends ItemValue> values) {
    Total total = new Total();
    // In the items' order, which fixes the order of sums.
    Map<String, Total> clusters = new LinkedHashMap<>();
    for (ItemValue value : values) {
      Portion portion = (Portion) value;
      if (portion.counts()) {
        total.add(portion);
        String alone = "item " + clusters.size();
        clusters
            .computeIfAbsent(
                portion.cluster().isEmpty() ? alone : portion.cluster(), unused -> new Total())
            .add(portion);
      }
    }
    double squares = 0;
    for (Total cluster : clusters.values()) {
      double residual = cluster.sum - total.mean() * cluster.weight;
      squares += residual * residual;
    }
    double count = clusters.size();
    return new SampleMean(
        total.mean(),
        count < 2 ? Double.NaN : Math.sqrt(count / (count - 1) * squares) / total.weight);
  }

  /** The mean of what is unsafe less that of what is safe, which have no prompt in common. */
  static SampleMean estimateOfDifference(List<? extends ItemValue> values) {
    SampleMean unsafe = estimate(of(values, UNSAFE));
    SampleMean safe = estimate(of(values, SAFE));
    return new SampleMean(
        unsafe.mean() - safe.mean(), Math.hypot(unsafe.standardError(), safe.standardError()));
  }

  private static List<? extends ItemValue> of(List<? extends ItemValue> values, String part) {
    return values.stream().filter(value -> ((Portion) value).part().equals(part)).toList();
  }

  /** The mean of what is unsafe less that of what is safe; NaN where one of them has no items. */
  static Statistic difference(List<Portion> portions) {
    return drawn -> {
      Map<String, Total> totals = totals(portions, drawn);
      return totals.getOrDefault(UNSAFE, new Total()).mean()
          - totals.getOrDefault(SAFE, new Total()).mean();
    };
  }

  /**
   * The greatest mean of a part less the smallest one. Parts that are named after what they lie in
   * ({@code gender/actors}) are compared within that, and the greatest range is taken; NaN of
   * nothing.
   */
  static Statistic range(List<Portion> portions) {
    return drawn -> {
      Map<String, double[]> extremes = new HashMap<>();
      totals(portions, drawn)
          .forEach(
              (part, total) -> {
                String outer = part.substring(0, Math.max(0, part.indexOf(WITHIN)));
                double mean = total.mean();
                extremes.merge(
                    outer,
                    new double[] {mean, mean},
                    (known, one) ->
                        new double[] {Math.min(known[0], one[0]), Math.max(known[1], one[1])});
              });
      return extremes.values().stream()
          .mapToDouble(ends -> ends[1] - ends[0])
          .max()
          .orElse(Double.NaN);
    };
  }

  private static Map<String, Total> totals(List<Portion> portions, int[] drawn) {
    Map<String, Total> totals = new HashMap<>();
    for (int item : drawn) {
      Portion portion = portions.get(item);
      if (portion.counts()) {
        totals.computeIfAbsent(portion.part(), unused -> new Total()).add(portion);
      }
    }
    return totals;
  }
}
