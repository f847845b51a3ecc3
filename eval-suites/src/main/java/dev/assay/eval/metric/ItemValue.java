package dev.assay.eval.metric;

import java.util.List;

/** What one item has of one metric: all that the metric's aggregation needs of it. */
public sealed interface ItemValue {
  /** The item's own value; NaN where only several items have one. */
  double value();

  /** Whether the metric is of this item. */
  default boolean counts() {
    return true;
  }

  /** How much of the mean it is: 1, or of what it counts. */
  double weight();

  /** One number, e.g. 1 for a right answer. */
  record Number(double value) implements ItemValue {
    @Override
    public double weight() {
      return 1;
    }
  }

  /**
   * A sum over what it counts, e.g. a text's log-likelihood over its words.
   *
   * @param weight how many are counted
   */
  record Weighted(double sum, double weight) implements ItemValue {
    @Override
    public double value() {
      return sum / weight;
    }
  }

  /**
   * What an item adds to its cluster's sums, of which a statistic of several items is made.
   *
   * @param cluster that it is drawn with, e.g. its question's template
   * @param numbers as many as the statistic's; none where the metric is not of this item
   */
  record Clustered(String cluster, List<Double> numbers) implements ItemValue {
    public Clustered {
      numbers = List.copyOf(numbers);
    }

    /** Of an item that the metric is not of. */
    static Clustered outside() {
      return new Clustered("", List.of());
    }

    /** The first number per second, where there are two. */
    @Override
    public double value() {
      return numbers.size() == 2 ? numbers.get(0) / numbers.get(1) : Double.NaN;
    }

    @Override
    public double weight() {
      return counts() ? 1 : 0;
    }

    @Override
    public boolean counts() {
      return !numbers.isEmpty();
    }
  }

  /** Several marks of one item that count each by itself, e.g. of its instructions. */
  record Marks(List<Boolean> marks) implements ItemValue {
    public Marks {
      marks = List.copyOf(marks);
    }

    /** How many are true. */
    public int reached() {
      return (int) marks.stream().filter(mark -> mark).count();
    }

    @Override
    public double value() {
      return (double) reached() / marks.size();
    }

    @Override
    public double weight() {
      return marks.size();
    }
  }

  /**
   * What an item adds to a mean over completions, or to a share of items.
   *
   * @param weight 0 where it adds nothing: it has no value then
   * @param cluster of items that are answered alike, being of one prompt; empty for itself alone
   * @param part of the set that it counts for, e.g. {@code unsafe}; empty where parts are not told
   *     apart
   * @param scores of its completions, in their order, NaN where one has none; empty where another
   *     metric of the item keeps them
   */
  record Portion(double sum, double weight, String cluster, String part, List<Double> scores)
      implements ItemValue {
    public Portion {
      scores = List.copyOf(scores);
    }

    static Portion of(double sum, double weight) {
      return new Portion(sum, weight, "", "", List.of());
    }

    Portion in(String otherPart) {
      return new Portion(sum, weight, cluster, otherPart, scores);
    }

    Portion with(List<Double> otherScores) {
      return new Portion(sum, weight, cluster, part, otherScores);
    }

    Portion clustered(String otherCluster) {
      return new Portion(sum, weight, otherCluster, part, scores);
    }

    /** NaN where it adds nothing. */
    @Override
    public double value() {
      return sum / weight;
    }

    @Override
    public boolean counts() {
      return weight > 0;
    }
  }

  /** The right class and the predicted one. */
  record Labels(int gold, int predicted) implements ItemValue {
    @Override
    public double value() {
      return Double.NaN;
    }

    @Override
    public double weight() {
      return 1;
    }
  }

  /**
   * A text and what it might have been.
   *
   * @param references at least one
   */
  record Texts(List<String> references, String prediction) implements ItemValue {
    public Texts {
      references = List.copyOf(references);
    }

    @Override
    public double value() {
      return Double.NaN;
    }

    @Override
    public double weight() {
      return 1;
    }
  }
}
