package dev.assay.eval.report;

import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The table people of the field paste: tasks, and a second table of groups where there are any. To
 * the byte what the reference harness prints of the same results, numbers' formats included.
 */
public final class MarkdownTable {
  private static final int DECIMALS = 4;

  private final List<List<String>> columns = new ArrayList<>();

  private MarkdownTable(String first) {
    for (String heading :
        List.of(first, "Version", "Filter", "n-shot", "Metric", "", "Value", "", "Stderr")) {
      columns.add(new ArrayList<>(List.of(heading)));
    }
  }

  public static String of(RunScores run) {
    Map<String, ScoredTask> tasks =
        run.tasks().stream().collect(Collectors.toMap(ScoredTask::name, task -> task));
    Map<String, ReportedGroup> groups =
        ReportedGroup.of(run).stream()
            .collect(Collectors.toMap(group -> group.group().name(), group -> group));
    MarkdownTable all = new MarkdownTable("Tasks");
    MarkdownTable grouped = new MarkdownTable("Groups");
    for (ReportOrder.Entry entry : ReportOrder.of(run)) {
      if (tasks.containsKey(entry.name())) {
        all.add(entry, tasks.get(entry.name()));
      } else if (groups.get(entry.name()).group().aggregates()) {
        all.add(entry, groups.get(entry.name()));
        grouped.add(entry, groups.get(entry.name()));
      }
    }
    return grouped.columns.get(0).size() == 1
        ? MarkdownColumn.table(all.columns)
        : MarkdownColumn.table(all.columns) + "\n" + MarkdownColumn.table(grouped.columns);
  }

  private void add(ReportOrder.Entry entry, ScoredTask task) {
    add(
        entry.indented(task.task().alias()),
        task.task().version(),
        String.valueOf(task.task().shots()),
        task.scores(),
        score -> score.higherIsBetter() ? "↑" : "↓");
  }

  private void add(ReportOrder.Entry entry, ReportedGroup group) {
    add(
        entry.indented(group.group().alias()),
        group.group().version(),
        group.shots().isPresent() ? String.valueOf(group.shots().getAsInt()) : "",
        group.scores(),
        score ->
            group
                .directions()
                .getOrDefault(score.metric(), Optional.empty())
                .map(higher -> higher ? "↑" : "↓")
                .orElse(""));
  }

  private void add(
      String name,
      String version,
      String shots,
      List<TaskScore> scores,
      Function<TaskScore, String> arrow) {
    boolean first = true;
    for (TaskScore score :
        scores.stream()
            .sorted(Comparator.comparing(TaskScore::metric).thenComparing(TaskScore::filter))
            .toList()) {
      List<String> row =
          List.of(
              first ? name : "",
              first ? version : "",
              score.filter(),
              shots,
              score.metric(),
              arrow.apply(score),
              number(score.value(), "N/A"),
              "±",
              // The harness pads what it does not know of an error, but not of a value.
              number(score.standardError(), "   N/A"));
      for (int column = 0; column < row.size(); column++) {
        columns.get(column).add(row.get(column));
      }
      first = false;
    }
  }

  private static String number(double value, String unknown) {
    return Double.isNaN(value)
        ? unknown
        : new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }
}
