package dev.assay.eval.gate.report;

import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A line over its gates, the oldest to the left: values, the interval of the difference around
 * each, the baseline as steps, colours by verdict, and a cross where the runs could not be
 * compared.
 */
final class HistoryPlot {
  /** Of what the frame's drawings do not have. */
  static final String STYLE = "svg .gap { stroke: var(--alarm); stroke-width: 1.5; }\n";

  private static final int WIDTH = 640;
  private static final int LEFT = 64;
  private static final int RIGHT = WIDTH - 16;
  private static final int TOP = 12;
  private static final int BOTTOM = 160;
  private static final double HUNDRED = 100;

  private final List<HistoryPoint> points;
  private final Axis axis;

  /** A tick of the scale. */
  record Tick(String y, String text) {}

  /** A gate: a dot, with a bar where there is an interval. */
  record Dot(String x, String y, String tone, String title, String bar) {}

  /** A gate without a value that counts. */
  record Gap(String d, String title) {}

  private HistoryPlot(List<HistoryPoint> points, Axis axis) {
    this.points = points;
    this.axis = axis;
  }

  /** Nothing of fewer than two gates. */
  static Html of(String name, List<HistoryPoint> points) {
    double[] values =
        points.stream()
            .flatMapToDouble(
                point ->
                    DoubleStream.of(
                        point.candidate(),
                        point.baseline(),
                        point.hasInterval() ? point.valueLower() : Double.NaN,
                        point.hasInterval() ? point.valueUpper() : Double.NaN))
            .filter(Double::isFinite)
            .toArray();
    if (points.size() < 2 || values.length == 0) {
      return Html.NOTHING;
    }
    boolean shares = DoubleStream.of(values).allMatch(value -> value >= -1 && value <= 1);
    Axis axis =
        Axis.around(
            Double.NaN,
            value -> shares ? Figures.decimal(HUNDRED * value, 1) : Figures.number(value),
            values);
    return new HistoryPlot(points, axis).html(name);
  }

  private Html html(String name) {
    List<Dot> dots = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      HistoryPoint point = points.get(i);
      if (Double.isNaN(point.candidate())) {
        gaps.add(gap(i, point));
      } else {
        dots.add(dot(i, point));
      }
      if (!Double.isNaN(point.baseline())) {
        steps.append(
            String.format(
                Locale.ROOT,
                "M%s %sH%s",
                number(x(i - 0.5)),
                number(y(point.baseline())),
                number(x(i + 0.5))));
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (double at : axis.ticks()) {
      ticks.add(new Tick(number(y(at)), axis.format().apply(at)));
    }
    return Html.template(
        HistoryPlot.class,
        "history.html.mustache",
        Map.of(
            "label",
            name + " over " + points.size() + " gates",
            "ticks",
            ticks,
            "steps",
            steps.toString(),
            "dots",
            dots,
            "gaps",
            gaps,
            "first",
            day(points.get(0)),
            "last",
            day(points.get(points.size() - 1))));
  }

  private Dot dot(int index, HistoryPoint point) {
    String bar =
        point.hasInterval()
            ? "M%s %sV%s"
                .formatted(
                    number(x(index)), number(y(point.valueLower())), number(y(point.valueUpper())))
            : "";
    return new Dot(
        number(x(index)),
        number(y(point.candidate())),
        tone(point.status()),
        title(point)
            + ", "
            + axis.format().apply(point.candidate())
            + (Double.isNaN(point.baseline())
                ? ""
                : " against " + axis.format().apply(point.baseline())),
        bar);
  }

  private Gap gap(int index, HistoryPoint point) {
    String x = number(x(index));
    return new Gap(
        "M%s %dl8 8m0 -8l-8 8".formatted(x, BOTTOM - 12),
        title(point) + (point.reason().isEmpty() ? "" : ": " + point.reason()));
  }

  private static String title(HistoryPoint point) {
    return point.gateId() + ", " + point.run() + ", " + point.status().replace('_', ' ');
  }

  private static String tone(String status) {
    return switch (status) {
      case "regressed", "changed" -> "alarm";
      case "suspicious", "inconclusive", "underpowered" -> "loss";
      case "improved" -> "win";
      default -> "tie";
    };
  }

  private static String day(HistoryPoint point) {
    return point.created().toString().substring(0, "2026-01-02".length());
  }

  private double x(double index) {
    return LEFT + (index + 0.5) / points.size() * (RIGHT - LEFT);
  }

  private double y(double value) {
    return BOTTOM - axis.place(value) * (BOTTOM - TOP);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
