package dev.assay.eval.page;

import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values as dots with their intervals as lines, one below the other on one scale.
 *
 * <p>Drawings are made here as SVG, by no script of the page: so they are there on paper, in a
 * viewer without scripts and after a search through the file, and no library of drawings has to be
 * asked for or carried along. Names and values beside them are text, which narrow screens can
 * break.
 *
 * @param scale what all lie on
 */
public record IntervalPlot(Axis scale, List<Line> lines) {
  private static final double WIDTH = 100;

  /**
   * One of them.
   *
   * @param value NaN where there is none
   * @param interval both bounds NaN where there is none
   * @param shown the value and its bounds in words
   */
  public record Line(String name, double value, Interval interval, String shown) {}

  public IntervalPlot {
    lines = List.copyOf(lines);
  }

  public IntervalPlot(Axis scale) {
    this(scale, List.of());
  }

  /** With one more line. */
  public IntervalPlot with(String name, double value, Interval interval, String shown) {
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(name, value, interval, shown));
    return new IntervalPlot(scale, more);
  }

  /** Nothing where there are no lines. */
  public Html html() {
    if (lines.isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> pieces = new ArrayList<>();
    for (Line line : lines) {
      pieces.add(
          Html.of(
              Html.markup("<div class=\"name\">"),
              Html.text(line.name),
              Html.markup("</div>"),
              Html.markup("<div class=\"value\">"),
              Html.text(line.shown),
              Html.markup("</div>"),
              strip(scale, line.value, line.interval, line.shown),
              Html.markup("\n")));
    }
    List<Html> ticks =
        scale.ticks().stream()
            .map(
                tick ->
                    Html.element(
                        "span",
                        "",
                        Html.element("span", "", Html.text(scale.format().apply(tick)))))
            .toList();
    pieces.add(Html.element("div", " class=\"ticks\" aria-hidden=\"true\"", Html.of(ticks)));
    return Html.element("div", " class=\"intervals\"", Html.of(pieces));
  }

  /**
   * One line of such a drawing without name, for a cell of a table.
   *
   * @param shown what a reader who does not see it is told
   */
  public static Html strip(Axis scale, double value, Interval interval, String shown) {
    StringBuilder path = new StringBuilder();
    path.append("<path class=\"axis\" d=\"M0 5H100\"/>");
    if (!Double.isNaN(scale.reference())) {
      path.append("<path class=\"reference\" d=\"M").append(at(scale, scale.reference()));
      path.append(" 0V10\"/>");
    }
    if (!Double.isNaN(interval.lower()) && !Double.isNaN(value)) {
      String lower = at(scale, interval.lower());
      String upper = at(scale, interval.upper());
      path.append(
          String.format(
              Locale.ROOT,
              "<path class=\"bounds\" d=\"M%s 2V8M%s 5H%s M%s 2V8\"/>",
              lower,
              lower,
              upper,
              upper));
    }
    if (!Double.isNaN(value)) {
      path.append("<path class=\"dot\" d=\"M").append(at(scale, value)).append(" 5h0\"/>");
    }
    return Html.of(
        Html.markup(
            "<svg class=\"strip\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" role=\"img\""
                + " aria-label=\""
                + Html.escaped(shown)
                + "\">"),
        Html.markup(path.toString()),
        Html.markup("</svg>"));
  }

  private static String at(Axis scale, double value) {
    return String.format(Locale.ROOT, "%.2f", WIDTH * scale.place(value));
  }
}
