package dev.assay.eval.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Points over two scales, drawn as SVG (see {@link IntervalPlot} why).
 *
 * @param across name of the horizontal scale
 * @param up name of the vertical scale
 * @param points their colours are their tones'
 * @param curve points of a line through them, from left to right; empty for none
 */
public record PointPlot(
    String title, String across, Axis x, String up, Axis y, List<Point> points, List<Place> curve) {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 300;
  private static final int LEFT = 48;
  private static final int RIGHT = 468;
  private static final int TOP = 24;
  private static final int BOTTOM = 252;

  /**
   * A point.
   *
   * @param title what is said of it where it is pointed at
   */
  public record Point(double x, double y, Html.Tone tone, String title) {}

  /** A place of the curve. */
  public record Place(double x, double y) {}

  public PointPlot {
    points = List.copyOf(points);
    curve = List.copyOf(curve);
  }

  public Html html() {
    List<Html> pieces = new ArrayList<>();
    for (double tick : x.ticks()) {
      pieces.add(line(atX(tick), TOP, atX(tick), BOTTOM, tick == x.reference()));
      pieces.add(words(atX(tick), BOTTOM + 18, "middle", x.format().apply(tick)));
    }
    for (double tick : y.ticks()) {
      pieces.add(line(LEFT, atY(tick), RIGHT, atY(tick), tick == y.reference()));
      pieces.add(words(LEFT - 8, atY(tick) + 4, "end", y.format().apply(tick)));
    }
    pieces.add(words(0, TOP - 10, "start", up));
    pieces.add(words((LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", across));
    for (Point point : points) {
      pieces.add(
          Html.of(
              Html.markup(
                  String.format(
                      Locale.ROOT,
                      "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>",
                      point.tone.name().toLowerCase(Locale.ROOT),
                      atX(point.x),
                      atY(point.y))),
              Html.text(point.title.replaceAll("\\p{Cntrl}", " ")),
              Html.markup("</title></circle>\n")));
    }
    if (!curve.isEmpty()) {
      StringBuilder places = new StringBuilder();
      for (Place place : curve) {
        places.append(String.format(Locale.ROOT, "%.1f,%.1f ", atX(place.x), atY(place.y)));
      }
      pieces.add(Html.markup("<polyline class=\"curve\" points=\"" + places + "\"/>"));
    }
    return Html.of(
        Html.markup(
            String.format(
                Locale.ROOT,
                "<svg class=\"points\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH,
                HEIGHT,
                Html.escaped(title))),
        Html.of(pieces),
        Html.markup("</svg>\n"));
  }

  private double atX(double value) {
    return LEFT + x.place(value) * (RIGHT - LEFT);
  }

  private double atY(double value) {
    return BOTTOM - y.place(value) * (BOTTOM - TOP);
  }

  private static Html line(double x1, double y1, double x2, double y2, boolean isReference) {
    return Html.markup(
        String.format(
            Locale.ROOT,
            "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n",
            isReference ? "reference" : "axis",
            x1,
            y1,
            x2,
            y2));
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
