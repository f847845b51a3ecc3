package dev.assay.eval.gate;

import dev.assay.eval.gate.evidence.Evidence;
import dev.assay.eval.gate.evidence.TestLevel;
import dev.assay.eval.gate.evidence.ValueEstimate;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.LineMode.Absolute;
import dev.assay.eval.gate.settings.LineMode.Detect;
import dev.assay.eval.gate.settings.LineMode.Identical;
import dev.assay.eval.gate.settings.LineMode.NonInferior;
import dev.assay.eval.gate.settings.LineStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * From what a line's items say to its status.
 *
 * @param level how sure the gate wants to be
 * @param worse probability after correction that the candidate is as far below by chance
 * @param better the same of above
 * @param worseBefore candidates in a row before this one that were worse by the line's own rule
 */
record LineRule(TestLevel level, double worse, double better, int worseBefore) {
  /** How reasons begin where a line waits for the next candidate. */
  static final String UNCONFIRMED = "unconfirmed";

  /** Items whose answers differ, of which a line names the first. */
  private static final int MOST_DIFFERING = 10;

  /** A status, and its reason where the figures do not give it. */
  private record Status(LineStatus status, String reason) {
    static Status of(LineStatus status) {
      return new Status(status, "");
    }
  }

  GateLine line(MeasuredLine measured, boolean hasBaseline) {
    LineMode mode = measured.line().definition().mode();
    Optional<Evidence> evidence = measured.evidence();
    double effect = evidence.map(one -> effect(mode, one)).orElse(Double.NaN);
    double mde =
        evidence.map(one -> level.smallestDetectable(one.standardError())).orElse(Double.NaN);
    Status status = withPower(measured, status(measured, hasBaseline, effect), mde);
    String reason = status.reason().isEmpty() ? measured.line().note() : status.reason();
    return new GateLine(
        measured.line().name(),
        mode,
        measured.line().informative(),
        measured.items(),
        measured.leftOut(),
        measured.failed(),
        measured
            .estimate()
            .map(ValueEstimate::value)
            .or(() -> evidence.map(Evidence::candidate))
            .orElse(Double.NaN),
        evidence.map(Evidence::baseline).orElse(Double.NaN),
        evidence,
        mode instanceof Detect ? worse : Double.NaN,
        effect,
        mde,
        status.status(),
        reason,
        measured.differing().isEmpty()
            ? measured.worse()
            : measured.differing().stream().limit(MOST_DIFFERING).toList(),
        measured.judge());
  }

  private static double effect(LineMode mode, Evidence evidence) {
    if (mode instanceof Detect detect) {
      return detect.effect().of(evidence.baseline());
    }
    return mode instanceof NonInferior inferior
        ? inferior.effect().of(evidence.baseline())
        : Double.NaN;
  }

  private Status status(MeasuredLine measured, boolean hasBaseline, double effect) {
    if (measured.obstacle().isPresent()) {
      return new Status(LineStatus.NOT_COMPARABLE, measured.obstacle().get());
    }
    LineMode mode = measured.line().definition().mode();
    if (mode instanceof Absolute absolute) {
      // Answers side by side need two sides.
      return measured
          .estimate()
          .map(estimate -> absolute(absolute, estimate))
          .orElse(Status.of(LineStatus.NO_BASELINE));
    }
    if (!hasBaseline) {
      return Status.of(LineStatus.NO_BASELINE);
    }
    if (mode instanceof Identical) {
      return identical(measured);
    }
    Evidence evidence = measured.evidence().orElseThrow();
    return mode instanceof Detect detect
        ? detect(detect, evidence, effect)
        : Status.of(nonInferior(evidence, effect));
  }

  private Status detect(Detect detect, Evidence evidence, double effect) {
    double difference = evidence.difference();
    if (Double.isNaN(difference)) {
      return new Status(LineStatus.INCONCLUSIVE, "the metric has no value");
    }
    boolean below = difference <= -effect;
    boolean isWorse = below && worse <= level.alpha();
    boolean isBetter = difference >= effect && better <= level.alpha();
    if (detect.twoSided() && (isWorse || isBetter)) {
      return new Status(LineStatus.CHANGED, isWorse ? "worse" : "better");
    }
    if (isWorse && worseBefore + 1 < detect.confirm()) {
      return new Status(
          LineStatus.SUSPICIOUS,
          "%s: worse in %d of %d candidates in a row"
              .formatted(UNCONFIRMED, worseBefore + 1, detect.confirm()));
    }
    if (isWorse) {
      return Status.of(LineStatus.REGRESSED);
    }
    // A difference of nothing is no suspicion, also where nothing is the least that matters.
    if (below && difference < 0) {
      return Status.of(LineStatus.SUSPICIOUS);
    }
    return Status.of(isBetter ? LineStatus.IMPROVED : LineStatus.OK);
  }

  private static LineStatus nonInferior(Evidence evidence, double effect) {
    if (evidence.bounds().lower() > -effect) {
      return LineStatus.OK;
    }
    return evidence.bounds().upper() < -effect ? LineStatus.REGRESSED : LineStatus.INCONCLUSIVE;
  }

  private static Status identical(MeasuredLine measured) {
    int differing = measured.differing().size();
    return differing == 0
        ? Status.of(LineStatus.OK)
        : new Status(LineStatus.CHANGED, differing + " of " + measured.items() + " items differ");
  }

  private static Status absolute(Absolute absolute, ValueEstimate estimate) {
    if (Double.isNaN(estimate.value())) {
      return new Status(LineStatus.INCONCLUSIVE, "the metric has no value");
    }
    double least = absolute.least().orElse(Double.NEGATIVE_INFINITY);
    double most = absolute.most().orElse(Double.POSITIVE_INFINITY);
    if (estimate.value() < least || estimate.value() > most) {
      return new Status(LineStatus.REGRESSED, "not within " + limits(absolute));
    }
    if (absolute.bound()
        && (estimate.bounds().lower() < least || estimate.bounds().upper() > most)) {
      return new Status(
          LineStatus.INCONCLUSIVE,
          String.format(
              Locale.ROOT,
              "within %s, but its bounds are %.4f and %.4f",
              limits(absolute),
              estimate.bounds().lower(),
              estimate.bounds().upper()));
    }
    return new Status(LineStatus.OK, "within " + limits(absolute));
  }

  private static String limits(Absolute absolute) {
    String least = absolute.least().isPresent() ? "min " + absolute.least().getAsDouble() : "";
    String most = absolute.most().isPresent() ? "max " + absolute.most().getAsDouble() : "";
    return least + (least.isEmpty() || most.isEmpty() ? "" : ", ") + most;
  }

  /** Evidence is evidence, however few the items: only what has none can be too weak. */
  private static Status withPower(MeasuredLine measured, Status status, double mde) {
    boolean weak =
        measured.evidence().isPresent()
            && measured.line().definition().maxMde().isPresent()
            && !(mde <= measured.line().definition().maxMde().getAsDouble());
    return switch (status.status()) {
      case OK, SUSPICIOUS, INCONCLUSIVE ->
          weak
              ? new Status(
                  LineStatus.UNDERPOWERED,
                  String.format(
                      Locale.ROOT,
                      "mde %.4f is above %s",
                      mde,
                      measured.line().definition().maxMde().getAsDouble()))
              : status;
      default -> status;
    };
  }
}
