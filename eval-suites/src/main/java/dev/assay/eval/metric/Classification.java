package dev.assay.eval.metric;

import dev.assay.eval.metric.ItemValue.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Scores of predicted classes, as scikit-learn computes them. */
final class Classification {
  private Classification() {}

  /**
   * F₁ of class 1 (sklearn.metrics.f1_score). NaN of other classes than 0 and 1, of which
   * scikit-learn gives none; 0 where class 1 is neither right nor predicted.
   */
  static Statistic f1(List<Labels> labels) {
    return drawn -> {
      long both = 0;
      long either = 0;
      for (int item : drawn) {
        int gold = labels.get(item).gold();
        int predicted = labels.get(item).predicted();
        if ((gold | predicted) >>> 1 != 0) {
          return Double.NaN;
        }
        both += gold & predicted;
        either += gold + predicted;
      }
      return either == 0 ? 0 : 2.0 * both / either;
    };
  }

  /**
   * Matthews' correlation, of several classes Gorodkin's (sklearn.metrics.matthews_corrcoef); 0
   * where either side knows one class only.
   */
  static Statistic correlation(List<Labels> labels) {
    int[] classes =
        labels.stream()
            .flatMapToInt(label -> IntStream.of(label.gold(), label.predicted()))
            .sorted()
            .distinct()
            .toArray();
    int[] gold = labels.stream().mapToInt(l -> position(classes, l.gold())).toArray();
    int[] predicted = labels.stream().mapToInt(l -> position(classes, l.predicted())).toArray();
    return drawn -> {
      double[] golds = new double[classes.length];
      double[] predictions = new double[classes.length];
      double right = 0;
      for (int item : drawn) {
        golds[gold[item]]++;
        predictions[predicted[item]]++;
        right += gold[item] == predicted[item] ? 1 : 0;
      }
      double n = drawn.length;
      double shared = right * n - product(golds, predictions);
      double variances =
          (n * n - product(predictions, predictions)) * (n * n - product(golds, golds));
      return variances == 0 ? 0 : shared / Math.sqrt(variances);
    };
  }

  private static int position(int[] classes, int label) {
    return Arrays.binarySearch(classes, label);
  }

  private static double product(double[] left, double[] right) {
    double product = 0;
    for (int i = 0; i < left.length; i++) {
      product += left[i] * right[i];
    }
    return product;
  }
}
