package dev.assay.eval.metric;

import dev.assay.eval.metric.ItemValue.Portion;
import java.util.HashMap;
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
   * The same with its standard error over items, each a cluster of completions: √(G/(G − 1) · Σ(sum
   * − mean · weight)²)/Σ weights over the G items that have a weight (the linearised variance of a
   * ratio; Cochran, Sampling Techniques, 1977). Of equal weights it is s/√n.
   */
  static SampleMean estimate(List<? extends ItemValue> values) {
    Total total = new Total();
    int items = 0;
    for (ItemValue value : values) {
      total.add((Portion) value);
      items += value.weight() > 0 ? 1 : 0;
    }
    double squares = 0;
    for (ItemValue value : values) {
      double residual = ((Portion) value).sum() - total.mean() * value.weight();
      squares += residual * residual;
    }
    return new SampleMean(
        total.mean(),
        items < 2 ? Double.NaN : Math.sqrt(items / (items - 1.0) * squares) / total.weight);
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
      if (portion.weight() > 0) {
        totals.computeIfAbsent(portion.part(), unused -> new Total()).add(portion);
      }
    }
    return totals;
  }
}
