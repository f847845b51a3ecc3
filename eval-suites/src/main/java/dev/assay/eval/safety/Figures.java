package dev.assay.eval.safety;

import dev.assay.eval.statistic.Interval;
import java.util.Locale;

/** Numbers as pages print them. */
final class Figures {
  private static final double STRIP_WIDTH = 128;

  private Figures() {}

  /** Shares and other numbers up to 1 in percent with one decimal, others as they are. */
  static String value(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return isShare(value)
        ? String.format(Locale.ROOT, "%.1f", 100 * value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  static String interval(double value, Interval interval) {
    return Double.isNaN(interval.lower()) || Double.isNaN(value)
        ? ""
        : isShare(value)
            ? String.format(
                Locale.ROOT, "[%.1f, %.1f]", 100 * interval.lower(), 100 * interval.upper())
            : String.format(Locale.ROOT, "[%.3g, %.3g]", interval.lower(), interval.upper());
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

  static boolean isShare(double value) {
    return value >= -1 && value <= 1;
  }
}
