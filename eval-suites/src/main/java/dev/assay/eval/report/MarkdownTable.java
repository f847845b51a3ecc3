package dev.assay.eval.report;

import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table people of the field paste: tasks, and a second table of groups where there are any. */
public final class MarkdownTable {
  private static final boolean[] RIGHT = {
    false, true, false, true, false, false, true, false, true
  };

  private final List<String[]> rows = new ArrayList<>();

  private MarkdownTable(String first) {
    rows.add(
        new String[] {first, "Version", "Filter", "n-shot", "Metric", "", "Value", "", "Stderr"});
  }

  public static String of(EvaluationReport report) {
    Map<String, ReportedTask> tasks =
        report.tasks().stream()
            .collect(Collectors.toMap(task -> task.task().definition().name(), task -> task));
    Map<String, TaskGroup> groups =
        report.groups().stream().collect(Collectors.toMap(TaskGroup::name, group -> group));
    Map<String, List<TaskScore>> groupScores = ReportOrder.groupScores(report);
    MarkdownTable all = new MarkdownTable("Tasks");
    MarkdownTable grouped = new MarkdownTable("Groups");
    for (ReportOrder.Entry entry : ReportOrder.of(report)) {
      TaskGroup group = groups.get(entry.name());
      if (group == null) {
        ReportedTask task = tasks.get(entry.name());
        String shots = String.valueOf(task.task().shots());
        String alias = task.task().definition().alias();
        all.add(entry, alias, task.task().definition().version(), shots, task.scores());
      } else if (group.aggregates()) {
        List<TaskScore> scores = groupScores.get(group.name());
        all.add(entry, group.alias(), group.version(), "", scores);
        grouped.add(entry, group.alias(), group.version(), "", scores);
      }
    }
    return grouped.rows.size() == 1 ? all.text() : all.text() + "\n" + grouped.text();
  }

  private void add(
      ReportOrder.Entry entry, String alias, String version, String shots, List<TaskScore> scores) {
    String name = entry.depth() == 0 ? alias : " ".repeat(entry.depth()) + "- " + alias;
    String shown = version.endsWith(".0") ? version.substring(0, version.length() - 2) : version;
    boolean first = true;
    for (TaskScore score :
        scores.stream().sorted(Comparator.comparing(TaskScore::metric)).toList()) {
      rows.add(
          new String[] {
            first ? name : "",
            first ? shown : "",
            "none",
            shots,
            score.metric(),
            score.higherIsBetter() ? "↑" : "↓",
            number(score.value()),
            "±",
            number(score.standardError())
          });
      first = false;
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "N/A" : String.format(Locale.ROOT, "%.4f", value);
  }

  private String text() {
    int[] widths = new int[RIGHT.length];
    for (String[] row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < rows.size(); line++) {
      for (int column = 0; column < widths.length; column++) {
        text.append('|').append(cell(rows.get(line)[column], widths[column], line == 0, column));
      }
      text.append("|\n");
      if (line == 0) {
        for (int column = 0; column < widths.length; column++) {
          int dashes = Math.max(3, widths[column]) - (RIGHT[column] ? 1 : 0);
          text.append('|').append("-".repeat(dashes)).append(RIGHT[column] ? ":" : "");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  /** Headings centred, numbers right, text left. */
  private static String cell(String value, int width, boolean heading, int column) {
    int space = Math.max(3, width) - value.length();
    int left = heading ? space / 2 : RIGHT[column] ? space : 0;
    return " ".repeat(left) + value + " ".repeat(space - left);
  }
}
