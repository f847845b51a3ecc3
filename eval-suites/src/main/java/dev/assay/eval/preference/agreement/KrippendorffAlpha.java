package dev.assay.eval.preference.agreement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Agreement beyond chance of any number of raters, who need not have rated every unit: 1 − observed
 * disagreement/expected disagreement (Krippendorff, 2011).
 *
 * @param units with two ratings or more; others are left out
 * @param ratings of those
 * @param alpha empty where all ratings are the same
 */
public record KrippendorffAlpha(int units, int ratings, OptionalDouble alpha) {

  /** What the values of ratings mean. */
  public enum Scale {
    /** Names: values differ or they do not. */
    NOMINAL {
      @Override
      double distance(int one, int other, double[] values, double[] counts) {
        return one == other ? 0 : 1;
      }
    },

    /** Ranks: values differ by how many ratings lie between them. */
    ORDINAL {
      @Override
      double distance(int one, int other, double[] values, double[] counts) {
        double between = 0;
        for (int i = Math.min(one, other); i <= Math.max(one, other); i++) {
          between += counts[i];
        }
        double apart = between - (counts[one] + counts[other]) / 2;
        return apart * apart;
      }
    },

    /** Numbers: values differ by the square of their difference. */
    INTERVAL {
      @Override
      double distance(int one, int other, double[] values, double[] counts) {
        return (values[one] - values[other]) * (values[one] - values[other]);
      }
    };

    /**
     * Squared, of two places in the values.
     *
     * @param values all that occur, ascending
     * @param counts how often each does
     */
    abstract double distance(int one, int other, double[] values, double[] counts);
  }

  /**
   * @param units the ratings of each, in any order; labels by any numbers of theirs
   * @return empty where no unit has two ratings
   */
  public static Optional<KrippendorffAlpha> of(List<List<Double>> units, Scale scale) {
    List<List<Double>> paired = units.stream().filter(unit -> unit.size() > 1).toList();
    TreeMap<Double, Double> counted = new TreeMap<>();
    paired.forEach(unit -> unit.forEach(value -> counted.merge(value, 1.0, Double::sum)));
    if (paired.isEmpty()) {
      return Optional.empty();
    }
    double[] values = counted.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[] counts = counted.values().stream().mapToDouble(Double::doubleValue).toArray();
    Map<Double, Integer> places = new TreeMap<>();
    counted.keySet().forEach(value -> places.put(value, places.size()));
    double[][] together = together(paired, places);
    double ratings = 0;
    for (double count : counts) {
      ratings += count;
    }
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        double distance = scale.distance(i, j, values, counts);
        observed += together[i][j] * distance / ratings;
        expected += counts[i] * counts[j] * distance / (ratings * (ratings - 1));
      }
    }
    return Optional.of(
        new KrippendorffAlpha(
            paired.size(),
            (int) ratings,
            values.length == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 - observed / expected)));
  }

  /** How often two values meet in a unit, each unit's pairs weighing 1/(ratings − 1). */
  private static double[][] together(List<List<Double>> units, Map<Double, Integer> places) {
    double[][] together = new double[places.size()][places.size()];
    // By size, so that whole numbers are summed and the order of units changes nothing.
    Map<Integer, double[][]> bySize = new TreeMap<>();
    for (List<Double> unit : units) {
      double[][] pairs =
          bySize.computeIfAbsent(unit.size(), size -> new double[places.size()][places.size()]);
      for (int one = 0; one < unit.size(); one++) {
        for (int other = 0; other < unit.size(); other++) {
          if (one != other) {
            pairs[places.get(unit.get(one))][places.get(unit.get(other))]++;
          }
        }
      }
    }
    bySize.forEach(
        (size, pairs) -> {
          for (int i = 0; i < pairs.length; i++) {
            for (int j = 0; j < pairs.length; j++) {
              together[i][j] += pairs[i][j] / (size - 1);
            }
          }
        });
    return together;
  }
}
