package dev.assay.eval.safety;

import dev.assay.eval.page.Figures;
import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.statistic.Interval;
import java.util.Locale;

/** Scores as pages print them: shares in percent, others as they are. */
final class ScoreFigures {
  private ScoreFigures() {}

  /** The score's value. */
  static String value(Score score) {
    return value(score, score.value());
  }

  /** A value of the score's kind: shares in percent with one decimal, others as they are. */
  static String value(Score score, double value) {
    return Double.isNaN(value) || isShare(score, value)
        ? Figures.share(value)
        : Figures.number(value);
  }

  /** The score's interval, in the same unit; empty where there is none. */
  static String interval(Score score) {
    Interval interval = score.interval();
    if (Double.isNaN(interval.lower()) || Double.isNaN(score.value())) {
      return "";
    }
    return isShare(score, score.value())
        ? Figures.shares(interval)
        : "[" + Figures.number(interval.lower()) + ", " + Figures.number(interval.upper()) + "]";
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  static String arrow(String direction) {
    return switch (direction) {
      case "higher" -> "↑";
      case "lower" -> "↓";
      case "zero" -> "○";
      default -> "";
    };
  }

  /** Differences of log-likelihoods are none, however small. */
  static boolean isShare(Score score, double value) {
    return value >= -1 && value <= 1 && !score.metric().contains("likelihood");
  }
}
