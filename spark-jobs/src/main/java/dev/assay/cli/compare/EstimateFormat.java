package dev.assay.cli.compare;

import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.eval.page.Figures;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A column of means and their intervals, in hundredths; bounds have one width, so that brackets
 * stand below each other.
 */
record EstimateFormat(TerminalStyle style, DoubleFunction<String> number, int width) {

  /** Of scores between 0 and 1. */
  static EstimateFormat percent(TerminalStyle style, Stream<MeanEstimate> estimates) {
    return of(style, Figures::share, estimates);
  }

  /** Of differences, with their signs. */
  static EstimateFormat points(TerminalStyle style, Stream<MeanEstimate> estimates) {
    return of(style, Figures::points, estimates);
  }

  private static EstimateFormat of(
      TerminalStyle style, DoubleFunction<String> number, Stream<MeanEstimate> estimates) {
    EstimateFormat unpadded = new EstimateFormat(style, number, 0);
    int width =
        estimates
            .filter(EstimateFormat::isKnown)
            .flatMapToDouble(e -> DoubleStream.of(e.interval().lower(), e.interval().upper()))
            .mapToObj(unpadded::number)
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return new EstimateFormat(style, number, width);
  }

  String of(MeanEstimate estimate) {
    if (!isKnown(estimate)) {
      return Double.isNaN(estimate.mean()) ? "none" : number(estimate.mean());
    }
    return number(estimate.mean())
        + " ["
        + bound(estimate.interval().lower())
        + ", "
        + bound(estimate.interval().upper())
        + "]";
  }

  private static boolean isKnown(MeanEstimate estimate) {
    return !Double.isNaN(estimate.interval().lower());
  }

  private String bound(double value) {
    String bound = number(value);
    return " ".repeat(Math.max(0, width - bound.length())) + bound;
  }

  private String number(double value) {
    return style.figure(number.apply(value));
  }
}
