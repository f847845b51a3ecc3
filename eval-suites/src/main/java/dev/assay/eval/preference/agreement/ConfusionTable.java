package dev.assay.eval.preference.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each label of one rater met each of another.
 *
 * @param order the labels of rows and columns
 * @param counts by row of the first rater's label, then by the other's
 */
public record ConfusionTable<L>(List<L> order, List<List<Integer>> counts) {
  public ConfusionTable {
    order = List.copyOf(order);
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * @throws IllegalArgumentException for lists of different lengths, or a label that is not in
   *     {@code order}
   */
  public static <L> ConfusionTable<L> of(List<L> one, List<L> other, List<L> order) {
    if (one.size() != other.size()) {
      throw new IllegalArgumentException(
          one.size() + " labels of one rater, " + other.size() + " of the other");
    }
    int[][] counts = new int[order.size()][order.size()];
    for (int unit = 0; unit < one.size(); unit++) {
      counts[place(one.get(unit), order)][place(other.get(unit), order)]++;
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new ConfusionTable<>(order, rows);
  }

  private static <L> int place(L label, List<L> order) {
    int place = order.indexOf(label);
    if (place < 0) {
      throw new IllegalArgumentException("label " + label + " is none of " + order);
    }
    return place;
  }

  /** How often the first rater's label met the other's. */
  public int count(L one, L other) {
    return counts.get(place(one, order)).get(place(other, order));
  }

  double[][] cells() {
    return counts.stream()
        .map(row -> row.stream().mapToDouble(count -> count).toArray())
        .toArray(double[][]::new);
  }
}
