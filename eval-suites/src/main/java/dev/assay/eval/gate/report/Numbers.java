package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.evidence.Evidence;
import java.util.Locale;

/** How reports print figures: with a point, whatever the locale. */
public final class Numbers {
  private static final double PERCENT = 100;
  private static final double SMALLEST = 1e-5;

  private Numbers() {}

  /** {@code 45.31}, of a share; of what is no share as it is. */
  public static String value(GateLine line, double value) {
    if (Double.isNaN(value)) {
      return "none";
    }
    return isShare(line)
        ? String.format(Locale.ROOT, "%.2f", PERCENT * value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  /** {@code −1.74 [−2.49, −0.99]}, in points of a hundred where the metric is a share. */
  public static String difference(GateLine line) {
    return line.evidence().map(evidence -> difference(line, evidence)).orElse("");
  }

  private static String difference(GateLine line, Evidence evidence) {
    return "%s [%s, %s]"
        .formatted(
            signed(line, evidence.difference()),
            signed(line, evidence.interval().lower()),
            signed(line, evidence.interval().upper()));
  }

  /** A difference without its interval. */
  public static String signed(GateLine line, double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    String text =
        isShare(line)
            ? String.format(Locale.ROOT, "%+.2f", PERCENT * value)
            : String.format(Locale.ROOT, "%+.4g", value);
    // What rounds to nothing has no sign.
    return text.matches("[+-]0(\\.0*)?") ? text.substring(1) : text.replace('-', '−');
  }

  /** A size without a sign, in the line's own units. */
  public static String size(GateLine line, double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return isShare(line)
        ? String.format(Locale.ROOT, "%.2f", PERCENT * value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  public static String probability(double p) {
    if (Double.isNaN(p)) {
      return "";
    }
    return p < SMALLEST
        ? String.format(Locale.ROOT, "%.1e", p)
        : String.format(Locale.ROOT, p < 0.01 ? "%.5f" : "%.3f", p);
  }

  /** {@code 9/41}: wins and losses; empty where single items have neither. */
  public static String tally(GateLine line) {
    return line.evidence()
        .flatMap(Evidence::tally)
        .map(tally -> tally.wins() + "/" + tally.losses())
        .orElse("");
  }

  /** Both values lie where shares do. */
  static boolean isShare(GateLine line) {
    return isShare(line.candidate()) && isShare(line.baseline());
  }

  private static boolean isShare(double value) {
    return Double.isNaN(value) || value >= -1 && value <= 1;
  }
}
