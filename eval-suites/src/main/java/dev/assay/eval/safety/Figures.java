package dev.assay.eval.safety;

import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.statistic.Interval;
import java.util.Locale;

/** Numbers as pages print them. */
final class Figures {
  private static final double STRIP_WIDTH = 128;

  private Figures() {}

  /** The score's value. */
  static String value(Score score) {
    return value(score, score.value());
  }

  /** A value of the score's kind: shares in percent with one decimal, others as they are. */
  static String value(Score score, double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return isShare(score, value) ? share(value) : String.format(Locale.ROOT, "%.3g", value);
  }

  /** The score's interval, in the same unit; empty where there is none. */
  static String interval(Score score) {
    Interval interval = score.interval();
    return Double.isNaN(interval.lower()) || Double.isNaN(score.value())
        ? ""
        : isShare(score, score.value())
            ? String.format(
                Locale.ROOT, "[%.1f, %.1f]", 100 * interval.lower(), 100 * interval.upper())
            : String.format(Locale.ROOT, "[%.3g, %.3g]", interval.lower(), interval.upper());
  }

  /** In percent. */
  static String share(double value) {
    return String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  /** In points, with its sign. */
  static String difference(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }

  static String probability(double p) {
    return Double.isNaN(p) ? "–" : p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String arrow(String direction) {
    return switch (direction) {
      case "higher" -> "↑";
      case "lower" -> "↓";
      case "zero" -> "○";
      default -> "";
    };
  }

  /** Where it lies on a line from 0 to 1, in the units of the page's drawing. */
  static String at(double value) {
    double within = Math.min(1, Math.max(0, value));
    return String.format(Locale.ROOT, "%.1f", STRIP_WIDTH * within);
  }

  /** Differences of log-likelihoods are none, however small. */
  static boolean isShare(Score score, double value) {
    return value >= -1 && value <= 1 && !score.metric().contains("likelihood");
  }
}
