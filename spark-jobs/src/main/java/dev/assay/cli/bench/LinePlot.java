package dev.assay.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lines over a logarithmic axis, as coordinates of an SVG picture of {@link #WIDTH} × {@link
 * #HEIGHT}.
 */
final class LinePlot {
  static final int WIDTH = 720;
  static final int HEIGHT = 376;

  /** Edges of the area that lines are drawn in. */
  static final int LEFT = 64;

  static final int RIGHT = 688;
  static final int TOP = 32;
  static final int BOTTOM = 328;

  private static final int MOST_STEPS = 5;

  /** Okabe and Ito's colours, told apart by colour-blind eyes as well. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  private final List<Series> series;
  private final double lowest;
  private final double highest;
  private final double step;
  private final int steps;

  /**
   * @param note about the point, after its value
   */
  record Point(double x, double y, String note) {}

  /** A line of points in ascending x. */
  record Series(String name, List<Point> points) {}

  /** A gridline, and the text at its end. */
  record Tick(String at, String text) {}

  /** A marked point. */
  record Dot(String x, String y, String title) {}

  /** A drawn line. */
  record Line(String name, String colour, String coordinates, List<Dot> dots) {}

  LinePlot(List<Series> series) {
    this.series = series;
    this.lowest = xs().min(Double::compare).orElse(1.0);
    this.highest = Math.max(xs().max(Double::compare).orElse(2.0), lowest * 1.01);
    double most =
        series.stream().flatMap(one -> one.points.stream()).mapToDouble(Point::y).max().orElse(1);
    this.step = niceStep(most / MOST_STEPS);
    this.steps = (int) Math.ceil(most / step);
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      List<Dot> dots =
          one.points.stream()
              .map(point -> new Dot(x(point.x), y(point.y), title(one.name, point)))
              .toList();
      String coordinates = String.join(" ", dots.stream().map(dot -> dot.x + "," + dot.y).toList());
      lines.add(new Line(one.name, COLOURS.get(i % COLOURS.size()), coordinates, dots));
    }
    return lines;
  }

  List<Tick> columns() {
    return xs().distinct()
        .sorted()
        .map(x -> new Tick(x(x), String.format(Locale.ROOT, "%,.0f", x)))
        .toList();
  }

  List<Tick> rows() {
    String format = step >= 1 ? "%,.0f" : "%.2f";
    return Stream.iterate(0, i -> i <= steps, i -> i + 1)
        .map(i -> new Tick(y(i * step), String.format(Locale.ROOT, format, i * step)))
        .toList();
  }

  private static String title(String name, Point point) {
    return String.format(Locale.ROOT, "%s: %,.1f tokens/s%s", name, point.y, point.note);
  }

  private Stream<Double> xs() {
    return series.stream().flatMap(one -> one.points.stream()).map(Point::x);
  }

  private String x(double x) {
    double share = Math.log(x / lowest) / Math.log(highest / lowest);
    return coordinate(LEFT + share * (RIGHT - LEFT));
  }

  private String y(double y) {
    return coordinate(BOTTOM - y / (steps * step) * (BOTTOM - TOP));
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The least of 1, 2 and 5 times a power of ten that is not below {@code step}. */
  private static double niceStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    return Stream.of(1, 2, 5, 10)
        .map(factor -> factor * power)
        .filter(nice -> nice >= step)
        .findFirst()
        .orElse(10 * power);
  }
}
