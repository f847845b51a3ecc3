package dev.assay.eval.gate.report;

import dev.assay.eval.gate.GateLine;
import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Unit;

/** How reports print figures: with a point, whatever the locale. */
public final class Numbers {
  private static final int DECIMALS = 2;

  private Numbers() {}

  /** {@code 45.31}, of a share; of what is no share as it is. */
  public static String value(GateLine line, double value) {
    return Double.isNaN(value) ? "none" : unit(line).value(value);
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
    return Double.isFinite(value) ? unit(line).difference(value) : "none";
  }

  /** A size without a sign, in the line's own units. */
  public static String size(GateLine line, double value) {
    return Double.isNaN(value) ? "" : unit(line).value(value);
  }

  public static String probability(double p) {
    return Double.isNaN(p) ? "" : Figures.exactProbability(p);
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
    return unit(line).isShare();
  }

  private static Unit unit(GateLine line) {
    return Unit.of(line.name().metric(), DECIMALS, line.candidate(), line.baseline());
  }
}
