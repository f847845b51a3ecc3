package dev.assay.eval.metric;

import dev.assay.eval.metric.ItemValue.Labels;
import dev.assay.eval.metric.ItemValue.Marks;
import dev.assay.eval.metric.ItemValue.Portion;
import dev.assay.eval.metric.ItemValue.Texts;
import dev.assay.eval.metric.ItemValue.Weighted;
import dev.assay.eval.translation.CorpusMetric;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The values of a task's items, all of the aggregation's kind, in the task's order. */
record Values(List<ItemValue> items) {

  static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  private double[] numbers() {
    return items.stream().mapToDouble(ItemValue::value).toArray();
  }

  Statistic mean() {
    double[] numbers = numbers();
    return drawn -> {
      double sum = 0;
      for (int item : drawn) {
        sum += numbers[item];
      }
      return sum / drawn.length;
    };
  }

  /** Of those that are no NaN; NaN where all are. */
  Statistic meanOfNumbers() {
    double[] numbers = numbers();
    return drawn -> {
      double sum = 0;
      int count = 0;
      for (int item : drawn) {
        if (!Double.isNaN(numbers[item])) {
          sum += numbers[item];
          count++;
        }
      }
      return sum / count;
    };
  }

  /** Of an even number the greater of the two in the middle. */
  Statistic median() {
    double[] numbers = numbers();
    return drawn -> {
      double[] sorted = Arrays.stream(drawn).mapToDouble(item -> numbers[item]).sorted().toArray();
      return sorted[sorted.length / 2];
    };
  }

  /** Σ sums / Σ weights. */
  double weightedMean() {
    double sum = 0;
    double weight = 0;
    for (ItemValue item : items) {
      sum += ((Weighted) item).sum();
      weight += item.weight();
    }
    return sum / weight;
  }

  /** Each mark counts as much as any other, whatever its item. */
  Statistic meanOfMarks() {
    return drawn -> {
      long reached = 0;
      long count = 0;
      for (int item : drawn) {
        reached += ((Marks) items.get(item)).reached();
        count += ((Marks) items.get(item)).marks().size();
      }
      return (double) reached / count;
    };
  }

  List<Portion> portions() {
    return items.stream().map(Portion.class::cast).toList();
  }

  List<Labels> labels() {
    return items.stream().map(Labels.class::cast).toList();
  }

  Statistic corpus(CorpusMetric metric) {
    double[][] statistics =
        items.stream()
            .map(Texts.class::cast)
            .map(texts -> metric.statistics(texts.prediction(), texts.references()))
            .toArray(double[][]::new);
    return drawn -> {
      double[] sums = new double[statistics[0].length];
      for (int item : drawn) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += statistics[item][i];
        }
      }
      return metric.score(sums);
    };
  }
}
