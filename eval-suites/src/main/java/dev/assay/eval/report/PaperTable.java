package dev.assay.eval.report;

import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run of the group {@code recurrentgemma-paper} beside the values that the paper prints of its
 * own models of two billion parameters. The paper's prompts are not published: a difference is
 * information, and no verdict.
 */
public final class PaperTable {
  /** The group whose runs have this table. */
  public static final String GROUP = "recurrentgemma-paper";

  private final RunScores scores;
  private final Set<String> onOtherSplits;
  private final List<List<String>> columns = new ArrayList<>();
  private final List<Double> whole = new ArrayList<>();

  private PaperTable(RunScores scores) {
    this.scores = scores;
    this.onOtherSplits =
        scores.tasks().stream()
            .filter(task -> task.task().chosenSplit() != null)
            .map(ScoredTask::name)
            .collect(Collectors.toSet());
    List<String> headings = new ArrayList<>(List.of("Table 2", "Setting", "n", "Metric", "Here"));
    for (String model : PublishedRow.MODELS) {
      headings.add(model);
      headings.add("Difference");
    }
    headings.forEach(heading -> columns.add(new ArrayList<>(List.of(heading))));
  }

  /** The table, with what is to be said of it below; empty of a run without the group. */
  public static Optional<String> of(RunScores scores) {
    if (scores.run().groups().stream().noneMatch(group -> group.name().equals(GROUP))) {
      return Optional.empty();
    }
    PaperTable table = new PaperTable(scores);
    List<PublishedRow> rows = PublishedRow.all();
    rows.forEach(table::add);
    return Optional.of(MarkdownColumn.table(table.columns) + "\n" + table.average(rows.size()));
  }

  private void add(PublishedRow row) {
    List<TaskScore> found = new ArrayList<>();
    for (String metric : row.metrics()) {
      scores.all().stream()
          .filter(score -> score.task().equals(row.task()) && score.n() > 0)
          .filter(score -> metric.equals(score.metric() + "," + score.filter()))
          .forEach(found::add);
    }
    if (found.isEmpty()) {
      line(row, true, "–", "–", Double.NaN);
      return;
    }
    for (TaskScore score : found) {
      boolean first = score == found.get(0);
      String n =
          isWhole(row, score) ? "" + score.n() : score.n() + " of " + row.documents() + ", in part";
      String filter = score.filter().equals("none") ? "" : ", " + score.filter();
      line(row, first, n, score.metric() + filter, 100 * score.value());
    }
    TaskScore usual = found.get(0);
    if (isWhole(row, usual) && row.metrics().get(0).equals(usual.metric() + "," + usual.filter())) {
      whole.add(100 * usual.value());
    }
  }

  /** All documents of the split that the field evaluates, and none that failed. */
  private boolean isWhole(PublishedRow row, TaskScore score) {
    boolean onOwnSplits =
        scores.run().groups().stream()
            .filter(group -> group.name().equals(row.task()))
            .flatMap(group -> group.tasks().stream())
            .noneMatch(onOtherSplits::contains);
    return score.n() == row.documents()
        && score.failed() == 0
        && onOwnSplits
        && !onOtherSplits.contains(row.task());
  }

  /**
   * @param here in percent; NaN where there is no score
   */
  private void line(PublishedRow row, boolean first, String n, String metric, double here) {
    List<String> cells = new ArrayList<>();
    cells.add(first ? row.benchmark() : "");
    cells.add(first ? row.setting() : "");
    cells.add(n);
    cells.add(metric);
    cells.add(Double.isNaN(here) ? "–" : percent(here));
    for (double published : row.published()) {
      cells.add(percent(published));
      cells.add(Double.isNaN(here) ? "–" : String.format(Locale.ROOT, "%+.1f", here - published));
    }
    for (int column = 0; column < cells.size(); column++) {
      columns.get(column).add(cells.get(column));
    }
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private String average(int rows) {
    String printed =
        "Published values: table 2 of arXiv:2404.07839, prompt unpublished; a difference is no"
            + " verdict.\n";
    if (whole.size() < rows) {
      return printed + whole.size() + " of " + rows + " rows are here in full: no average.";
    }
    double average = whole.stream().mapToDouble(value -> value).average().orElseThrow();
    StringBuilder text = new StringBuilder(printed);
    text.append("Average of the ").append(rows).append(" rows: ").append(percent(average));
    for (int i = 0; i < PublishedRow.MODELS.size(); i++) {
      text.append(i == 0 ? " (" : ", ").append(PublishedRow.MODELS.get(i)).append(' ');
      text.append(percent(PublishedRow.AVERAGES.get(i)));
    }
    return text.append(").").toString();
  }
}
