package dev.assay.eval.report;

import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.TaskDefinition;
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

  public static String of(EvaluationReport report) {
    Map<String, ReportedTask> tasks =
        report.tasks().stream().collect(Collectors.toMap(ReportedTask::name, task -> task));
    Map<String, ReportedGroup> groups =
        ReportedGroup.of(report).stream()
            .collect(Collectors.toMap(group -> group.group().name(), group -> group));
    MarkdownTable all = new MarkdownTable("Tasks");
    MarkdownTable grouped = new MarkdownTable("Groups");
    for (ReportOrder.Entry entry : ReportOrder.of(report)) {
      if (tasks.containsKey(entry.name())) {
        all.add(entry, tasks.get(entry.name()));
      } else if (groups.get(entry.name()).group().aggregates()) {
        all.add(entry, groups.get(entry.name()));
        grouped.add(entry, groups.get(entry.name()));
      }
    }
    return grouped.columns.get(0).size() == 1 ? all.text() : all.text() + "\n" + grouped.text();
  }

  /** The same of tasks whose answers were generated, a line for each metric and filter. */
  public static String ofCompleted(List<CompletedTask> tasks) {
    MarkdownTable table = new MarkdownTable("Tasks");
    for (CompletedTask task : tasks) {
      GenerationTask definition = task.task().definition();
      boolean first = true;
      for (FilterScore score :
          task.scores().stream()
              .sorted(
                  Comparator.comparing((FilterScore one) -> one.score().metric())
                      .thenComparing(FilterScore::filter))
              .toList()) {
        table.add(
            first ? definition.alias() : "",
            first ? definition.version() : "",
            score.filter(),
            String.valueOf(task.task().shots()),
            score.score(),
            score.score().higherIsBetter() ? "↑" : "↓");
        first = false;
      }
    }
    return table.text();
  }

  private void add(ReportOrder.Entry entry, ReportedTask task) {
    TaskDefinition definition = task.task().definition();
    String shots = String.valueOf(task.task().shots());
    add(
        entry.indented(definition.alias()),
        definition.version(),
        shots,
        task.scores(),
        score -> score.higherIsBetter() ? "↑" : "↓");
  }

  private void add(ReportOrder.Entry entry, ReportedGroup group) {
    String shots = group.shots().isPresent() ? String.valueOf(group.shots().getAsInt()) : "";
    add(
        entry.indented(group.group().alias()),
        group.group().version(),
        shots,
        group.scores(),
        score -> arrow(group.directions(), score.metric()));
  }

  private static String arrow(Map<Metric, Optional<Boolean>> directions, String metric) {
    return directions.entrySet().stream()
        .filter(direction -> direction.getKey().label().equals(metric))
        .flatMap(direction -> direction.getValue().stream())
        .map(higher -> higher ? "↑" : "↓")
        .findFirst()
        .orElse("");
  }

  private void add(
      String name,
      String version,
      String shots,
      List<TaskScore> scores,
      Function<TaskScore, String> arrow) {
    boolean first = true;
    for (TaskScore score :
        scores.stream().sorted(Comparator.comparing(TaskScore::metric)).toList()) {
      add(first ? name : "", first ? version : "", "none", shots, score, arrow.apply(score));
      first = false;
    }
  }

  private void add(
      String name, String version, String filter, String shots, TaskScore score, String arrow) {
    List<String> row =
        List.of(
            name,
            version,
            filter,
            shots,
            score.metric(),
            arrow,
            number(score.value(), "N/A"),
            "±",
            // The harness pads what it does not know of an error, but not of a value.
            number(score.standardError(), "   N/A"));
    for (int column = 0; column < row.size(); column++) {
      columns.get(column).add(row.get(column));
    }
  }

  /** Halves go to the even digit, as in Python: the exact value is rounded, not its text. */
  private static String number(double value, String unknown) {
    return Double.isNaN(value)
        ? unknown
        : new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
  }

  private String text() {
    List<MarkdownColumn> printed = columns.stream().map(MarkdownColumn::of).toList();
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < columns.get(0).size(); line++) {
      for (MarkdownColumn column : printed) {
        text.append('|').append(column.cell(line));
      }
      text.append("|\n");
      if (line == 0) {
        printed.forEach(column -> text.append('|').append(column.rule()));
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
