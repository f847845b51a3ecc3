package dev.assay.eval.runreport;

import dev.assay.eval.page.Axis;
import dev.assay.eval.page.Cell;
import dev.assay.eval.page.Column;
import dev.assay.eval.page.DataTable;
import dev.assay.eval.page.DifferenceTable;
import dev.assay.eval.page.Figures;
import dev.assay.eval.page.Html;
import dev.assay.eval.page.IntervalPlot;
import dev.assay.eval.page.Unit;
import dev.assay.eval.runreport.RunReport.Difference;
import dev.assay.eval.runreport.RunReport.Score;
import dev.assay.eval.runreport.RunReport.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Scores of tasks and groups, a column for each run. */
final class ScoreTables {
  private static final int DECIMALS = 1;

  /** Of longer tables only the name is seen until they are asked for. */
  private static final int OPEN_ROWS = 12;

  private static final Axis SHARES = new Axis(0, 1, Double.NaN, 0.25, Figures::share);

  private final RunReport report;
  private final boolean one;

  ScoreTables(RunReport report) {
    this.report = report;
    this.one = report.runs().size() == 1;
  }

  /** Those that no group counts in itself: a drawing of the foremost metrics, and all of them. */
  List<Html> outermost() {
    List<Score> scores = report.scores().stream().filter(score -> score.depth() == 0).toList();
    return List.of(
        plot(scores.stream().filter(Score::headline).toList()),
        table(scores),
        Html.remark(
            "↑ more is better, ↓ less. Intervals are Wilson's of shares of items, ± 1.96 of the"
                + " harness's standard errors of other means, resampled of what is no mean."));
  }

  /** Tasks and groups within groups, by the outermost one. */
  List<Html> members() {
    Map<String, List<Score>> groups = new LinkedHashMap<>();
    String outer = "";
    for (Score score : report.scores()) {
      if (score.depth() == 0) {
        outer = score.title();
      } else {
        groups.computeIfAbsent(outer, name -> new ArrayList<>()).add(score);
      }
    }
    List<Html> blocks = new ArrayList<>();
    groups.forEach(
        (name, scores) -> {
          Html table = table(scores);
          String title = "Tasks of " + name;
          blocks.add(
              scores.size() > OPEN_ROWS
                  ? Html.details(title + " (" + scores.size() + " lines)", table)
                  : Html.of(Html.heading(title), table));
        });
    return blocks;
  }

  private Html plot(List<Score> scores) {
    IntervalPlot plot = new IntervalPlot(SHARES);
    for (Score score : scores) {
      for (int run = 0; run < report.runs().size(); run++) {
        Value value = score.values().get(run);
        if (value != null && unit(score).isShare() && value.value() >= 0) {
          String name = score.title() + ", " + metric(score);
          plot =
              plot.with(
                  one ? name : name + " · " + report.runs().get(run).name(),
                  value.value(),
                  value.interval(),
                  unit(score).value(value.value()) + " " + unit(score).interval(value.interval()));
        }
      }
    }
    return plot.html();
  }

  private Html table(List<Score> scores) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("task"));
    columns.add(Column.text("metric"));
    report.runs().forEach(run -> columns.add(Column.number(one ? "score" : run.name())));
    if (one) {
      columns.add(Column.text("0 to 100"));
    }
    columns.add(Column.number("items"));
    columns.add(Column.number("failed"));
    columns.add(Column.number("solved examples"));
    columns.add(Column.text("version"));
    List<List<Cell>> rows = new ArrayList<>();
    for (Score score : scores) {
      List<Cell> row = new ArrayList<>();
      row.add(
          new Cell(
              Html.of(
                  Html.code(score.title()), score.group() ? Html.text(" (group)") : Html.NOTHING),
              score.task()));
      row.add(Cell.text(metric(score) + arrow(score)));
      score.values().forEach(value -> row.add(cell(score, value)));
      if (one) {
        row.add(strip(score));
      }
      row.add(counts(score, Value::n));
      row.add(counts(score, Value::failed));
      row.add(
          score.shots() == null ? Cell.of(Html.NOTHING) : Cell.count(score.shots().longValue()));
      row.add(Cell.text(score.version()));
      rows.add(row);
    }
    return new DataTable(columns, rows).html();
  }

  private interface Count {
    long of(Value value);
  }

  /** One number where runs agree. */
  private static Cell counts(Score score, Count count) {
    List<Long> counts =
        score.values().stream().filter(Objects::nonNull).map(count::of).distinct().toList();
    return counts.size() == 1
        ? Cell.count(counts.get(0))
        : Cell.number(
            counts.get(0), String.join(", ", counts.stream().map(Figures::count).toList()));
  }

  static Cell cell(Score score, Value value) {
    return cell(unit(score), value);
  }

  static Cell cell(Unit unit, Value value) {
    return value == null
        ? Cell.of(Html.text(Figures.UNKNOWN))
        : Cell.number(
            value.value(),
            Html.lines(
                Html.text(unit.value(value.value())), Html.text(unit.interval(value.interval()))));
  }

  private static Cell strip(Score score) {
    Value value = score.values().get(0);
    boolean drawn = unit(score).isShare() && value.value() >= 0;
    return Cell.of(
        drawn
            ? IntervalPlot.strip(
                SHARES, value.value(), value.interval(), unit(score).value(value.value()))
            : Html.NOTHING);
  }

  static String metric(Score score) {
    return metric(score.metric(), score.filter());
  }

  static String metric(String metric, String filter) {
    return filter.equals("none") ? metric : metric + ", " + filter;
  }

  private static String arrow(Score score) {
    return score.higherIsBetter() == null ? "" : " " + Figures.arrow(score.higherIsBetter());
  }

  static Unit unit(Score score) {
    return unit(score.metric(), score.values());
  }

  static Unit unit(String metric, List<Value> values) {
    return Unit.of(
        metric,
        DECIMALS,
        values.stream().filter(Objects::nonNull).mapToDouble(Value::value).toArray());
  }

  /** Each run against the baseline on what they share. */
  List<Html> differences() {
    DifferenceTable table = new DifferenceTable();
    String baseline = report.runs().get(report.baseline()).name();
    for (Score score : report.scores()) {
      for (int run = 0; run < report.runs().size(); run++) {
        Difference paired = score.differences().get(run);
        if (paired != null) {
          table =
              table.with(
                  new DifferenceTable.Line(
                      score.title(),
                      metric(score) + arrow(score),
                      report.runs().get(run).name(),
                      paired.items(),
                      paired.leftOut(),
                      unit(score),
                      paired.value(),
                      paired.baseline(),
                      paired.difference(),
                      paired.interval(),
                      paired.wins(),
                      paired.losses(),
                      paired.p(),
                      score.depth() == 0 && score.headline()));
        }
      }
    }
    return table.html(baseline, "that both were asked in the same words");
  }
}
