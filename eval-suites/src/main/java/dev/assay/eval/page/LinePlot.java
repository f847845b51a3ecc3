package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lines over lengths on a logarithmic scale, drawn as SVG (see {@link IntervalPlot} why). The
 * vertical scale begins at 0; colours are told apart by colour-blind eyes as well, and every point
 * says what it is where it is pointed at.
 *
 * @param across name of the horizontal scale
 * @param up name of the vertical scale
 */
public record LinePlot(String title, String across, String up, List<Series> series) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 376;
  private static final int LEFT = 64;
  private static final int RIGHT = 688;
  private static final int TOP = 32;
  private static final int BOTTOM = 328;

  /** As many colours the style sheet has. */
  private static final int COLOURS = 6;

  /**
   * A point.
   *
   * @param x above 0
   * @param note about it, after its value
   */
  public record Point(double x, double y, String note) {}

  /** A line of points in ascending x. */
  public record Series(String name, List<Point> points) {
    public Series {
      points = List.copyOf(points);
    }
  }

  public LinePlot {
    series = List.copyOf(series);
  }

  /** The drawing, and the names of its colours below. */
  public Html html() {
    double lowest = xs().min(Double::compare).orElse(1.0);
    double highest = Math.max(xs().max(Double::compare).orElse(2.0), lowest * 1.01);
    Axis y =
        Axis.around(
            0,
            Figures::round,
            series.stream().flatMap(one -> one.points.stream()).mapToDouble(Point::y).toArray());
    List<Html> pieces = new ArrayList<>();
    for (double tick : y.ticks()) {
      pieces.add(rule(LEFT, atY(y, tick), RIGHT, atY(y, tick)));
      pieces.add(words(LEFT - 8, atY(y, tick) + 4, "end", y.format().apply(tick)));
    }
    xs().distinct()
        .sorted()
        .forEach(
            x -> {
              double at = atX(x, lowest, highest);
              pieces.add(rule(at, TOP, at, BOTTOM));
              pieces.add(words(at, BOTTOM + 18, "middle", Figures.round(x)));
            });
    pieces.add(words(0, TOP - 16, "start", up));
    pieces.add(words((LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", across));
    for (int i = 0; i < series.size(); i++) {
      StringBuilder places = new StringBuilder();
      List<Html> dots = new ArrayList<>();
      for (Point point : series.get(i).points) {
        String x = coordinate(atX(point.x, lowest, highest));
        String at = coordinate(atY(y, point.y));
        places.append(x).append(',').append(at).append(' ');
        dots.add(
            Html.of(
                Html.markup("<circle cx=\"" + x + "\" cy=\"" + at + "\" r=\"4\"><title>"),
                Html.text(title(series.get(i).name, point)),
                Html.markup("</title></circle>\n")));
      }
      pieces.add(
          Html.of(
              Html.markup("<g class=\"line" + i % COLOURS + "\"><polyline points=\""),
              Html.markup(places + "\"/>\n"),
              Html.of(dots),
              Html.markup("</g>\n")));
    }
    return Html.of(
        Html.markup(
            String.format(
                Locale.ROOT,
                "<svg class=\"points lines\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH,
                HEIGHT,
                Html.escaped(title))),
        Html.of(pieces),
        Html.markup("</svg>\n"),
        legend());
  }

  private Html legend() {
    List<Html> names = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      names.add(
          Html.of(
              Html.markup(
                  "<span class=\"line"
                      + i % COLOURS
                      + "\"><svg viewBox=\"0 0 24 4\" aria-hidden=\"true\"><rect width=\"24\""
                      + " height=\"4\"/></svg> "),
              Html.text(series.get(i).name),
              Html.markup("</span> ")));
    }
    return Html.element("p", " class=\"legend\"", Html.of(names));
  }

  private String title(String name, Point point) {
    return (name + ": " + Figures.decimal(point.y, 1) + " " + up + point.note)
        .replaceAll("\\p{Cntrl}", " ");
  }

  private Stream<Double> xs() {
    return series.stream().flatMap(one -> one.points.stream()).map(Point::x);
  }

  private static double atX(double x, double lowest, double highest) {
    return LEFT + Math.log(x / lowest) / Math.log(highest / lowest) * (RIGHT - LEFT);
  }

  private static double atY(Axis axis, double y) {
    return BOTTOM - axis.place(y) * (BOTTOM - TOP);
  }

  private static String coordinate(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static Html rule(double x1, double y1, double x2, double y2) {
    return Html.markup(
        String.format(
            Locale.ROOT, "<path class=\"axis\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", x1, y1, x2, y2));
  }

  private static Html words(double x, double y, String anchor, String text) {
    return Html.of(
        Html.markup(
            String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor)),
        Html.text(text),
        Html.markup("</text>\n"));
  }
}
