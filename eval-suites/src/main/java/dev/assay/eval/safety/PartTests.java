package dev.assay.eval.safety;

import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.safety.SafetyReport.Part;
import dev.assay.eval.statistic.Holm;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.special.Erf;

/**
 * The parts of a set, each against all others together. A part's value is Σ/weight of its items as
 * the metric's is; that it differs from the others' is tested by the normal approximation of the
 * difference of two means (Welch), and the probabilities are adjusted for the number of parts
 * (Holm, 1979), since whoever looks for the worst of many finds one.
 */
final class PartTests {
  /** Fewer items than these say nothing of a part. */
  private static final int LEAST = 5;

  private PartTests() {}

  /** Σ and weight of items, and what their error is made of. */
  private record Mean(double value, double standardError, long n) {
    static Mean of(List<ItemValue> items) {
      double sum = 0;
      double weight = 0;
      for (ItemValue item : items) {
        sum += item.value() * item.weight();
        weight += item.weight();
      }
      double mean = sum / weight;
      double squares = 0;
      for (ItemValue item : items) {
        double moved = item.weight() * (item.value() - mean);
        squares += moved * moved;
      }
      int n = items.size();
      double error = n < 2 ? Double.NaN : Math.sqrt(squares * n / (n - 1)) / weight;
      return new Mean(mean, error, n);
    }
  }

  /**
   * Parts by one trait, worst first.
   *
   * @param byPart items' values by their part; items without a value are left out
   * @param higherIsBetter which end is worst
   */
  static List<Part> of(String trait, Map<String, List<ItemValue>> byPart, boolean higherIsBetter) {
    Map<String, List<ItemValue>> counted = new TreeMap<>();
    byPart.forEach(
        (part, values) -> {
          List<ItemValue> some =
              values.stream()
                  .filter(value -> value.weight() > 0 && !Double.isNaN(value.value()))
                  .toList();
          if (!some.isEmpty()) {
            counted.put(part, some);
          }
        });
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, List<ItemValue>> entry : counted.entrySet()) {
      List<ItemValue> others = new ArrayList<>();
      counted.forEach(
          (part, values) -> {
            if (!part.equals(entry.getKey())) {
              others.addAll(values);
            }
          });
      Mean mean = Mean.of(entry.getValue());
      parts.add(
          new Part(
              trait,
              entry.getKey(),
              mean.value(),
              mean.standardError(),
              Interval.normal(mean.value(), mean.standardError()),
              mean.n(),
              probability(mean, others)));
    }
    Comparator<Part> order = Comparator.comparingDouble(Part::value);
    return adjusted(parts).stream()
        .sorted((higherIsBetter ? order : order.reversed()).thenComparing(Part::name))
        .toList();
  }

  /** Two-sided; NaN where there is too little, or nothing varies. */
  private static double probability(Mean part, List<ItemValue> others) {
    if (part.n() < LEAST || others.size() < LEAST) {
      return Double.NaN;
    }
    Mean rest = Mean.of(others);
    double error = Math.hypot(part.standardError(), rest.standardError());
    return Erf.erfc(Math.abs(part.value() - rest.value()) / error / Math.sqrt(2));
  }

  private static List<Part> adjusted(List<Part> parts) {
    double[] adjusted = Holm.adjusted(parts.stream().mapToDouble(Part::pValue).toArray());
    List<Part> all = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Part part = parts.get(i);
      all.add(
          new Part(
              part.trait(),
              part.name(),
              part.value(),
              part.standardError(),
              part.interval(),
              part.n(),
              adjusted[i]));
    }
    return all;
  }
}
