package dev.assay.eval.page;

import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Paired differences from a baseline: a drawing of the foremost ones, and a table of all. */
public record DifferenceTable(List<Line> lines) {
  /**
   * A difference.
   *
   * @param items in pairs
   * @param leftOut items in no pair
   * @param value the run's mean over these
   * @param baseline the other's
   * @param difference the run's mean less the baseline's
   * @param p of the exact sign test of wins and losses
   * @param drawn whether the drawing has it
   */
  public record Line(
      String task,
      String metric,
      String run,
      long items,
      long leftOut,
      Unit unit,
      double value,
      double baseline,
      double difference,
      Interval interval,
      long wins,
      long losses,
      double p,
      boolean drawn) {
    /** The interval of no spread would promise what nobody knows. */
    Interval known() {
      return wins + losses == 0 ? new Interval(Double.NaN, Double.NaN) : interval;
    }

    String shown() {
      return wins + losses == 0
          ? "no item differs"
          : unit.difference(difference) + " " + unit.differences(interval);
    }
  }

  public DifferenceTable {
    lines = List.copyOf(lines);
  }

  public DifferenceTable() {
    this(List.of());
  }

  /** With one more line. */
  public DifferenceTable with(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new DifferenceTable(more);
  }

  /**
   * A sentence where there are no lines.
   *
   * @param shared which items they are of, e.g. "that both were asked in the same words"
   */
  public List<Html> html(String baseline, String shared) {
    if (lines.isEmpty()) {
      return List.of(Html.remark("No run shares an item with " + baseline + "."));
    }
    boolean several = lines.stream().map(Line::run).distinct().count() > 1;
    List<Line> drawn = lines.stream().filter(line -> line.drawn && line.unit.isShare()).toList();
    IntervalPlot plot =
        new IntervalPlot(
            Axis.around(
                0,
                Figures::points,
                drawn.stream()
                    .flatMapToDouble(
                        line ->
                            DoubleStream.of(
                                line.difference, line.interval.lower(), line.interval.upper()))
                    .toArray()));
    for (Line line : drawn) {
      plot =
          plot.with(
              line.task + ", " + line.metric + (several ? " · " + line.run : ""),
              line.difference,
              line.known(),
              line.shown());
    }
    DataTable table =
        new DataTable(
            Column.text("task"),
            Column.text("metric"),
            Column.text("run"),
            Column.number("its score"),
            Column.number("baseline"),
            Column.number("difference"),
            Column.number("items"),
            Column.number("wins"),
            Column.number("losses"),
            Column.number("p"),
            Column.number("left out"));
    for (Line line : lines) {
      table =
          table.with(
              Cell.code(line.task),
              Cell.text(line.metric),
              several ? Cell.text(line.run) : Cell.of(Html.NOTHING),
              Cell.number(line.value, line.unit.value(line.value)),
              Cell.number(line.baseline, line.unit.value(line.baseline)),
              Cell.number(
                  line.difference,
                  Html.lines(
                      Html.text(line.unit.difference(line.difference)),
                      Html.text(line.unit.differences(line.known())))),
              Cell.count(line.items),
              Cell.count(line.wins),
              Cell.count(line.losses),
              Cell.number(line.p, Figures.probability(line.p)),
              line.leftOut == 0 ? Cell.of(Html.NOTHING) : Cell.count(line.leftOut));
    }
    return List.of(
        Html.remark(
            "What a run has more than "
                + baseline
                + ", on the items "
                + shared
                + ". p is the exact sign test"
                + " of wins and losses, McNemar's on right and wrong; of twenty lines of equal runs"
                + " one has it below 0.05 by chance."),
        plot.html(),
        table.withoutEmptyColumns().html());
  }
}
