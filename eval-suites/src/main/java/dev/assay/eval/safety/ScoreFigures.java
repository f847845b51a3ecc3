package dev.assay.eval.safety;

import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Unit;
import dev.assay.eval.safety.SafetyReport.Score;

/** Scores as pages print them: shares in percent, others as they are. */
final class ScoreFigures {
  private ScoreFigures() {}

  /** The score's value. */
  static String value(Score score) {
    return value(score, score.value());
  }

  /** A value of the score's kind: shares in percent with one decimal, others as they are. */
  static String value(Score score, double value) {
    return unit(score, value).value(value);
  }

  /** The score's interval, in the same unit; empty where there is none. */
  static String interval(Score score) {
    return Double.isNaN(score.value()) ? "" : unit(score, score.value()).interval(score.interval());
  }

  static String number(double value) {
    return value == Math.rint(value) ? Figures.round(value) : Figures.decimal(value, 3);
  }

  static String arrow(String direction) {
    return switch (direction) {
      case "higher" -> Figures.arrow(true);
      case "lower" -> Figures.arrow(false);
      case "zero" -> "○";
      default -> "";
    };
  }

  static boolean isShare(Score score, double value) {
    return !Double.isNaN(value) && unit(score, value).isShare();
  }

  private static Unit unit(Score score, double value) {
    return Unit.of(score.metric(), 1, value);
  }
}
