package dev.assay.eval.report;

import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.page.Figures;
import dev.assay.eval.run.RunScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of the group {@code recurrentgemma-paper} beside the values that the paper prints of its
 * own models of two billion parameters. The paper's prompts are not published: a difference is
 * information, and no verdict.
 */
public final class PaperTable {
  /** The group whose runs have this table. */
  public static final String GROUP = "recurrentgemma-paper";

  private static final double HUNDRED = 100;

  private final List<List<String>> columns = new ArrayList<>();

  private PaperTable() {
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
    PaperTable table = new PaperTable();
    List<PaperComparison> rows = PaperComparison.of(scores);
    String before = "";
    for (PaperComparison row : rows) {
      table.add(row, !row.benchmark().equals(before));
      before = row.benchmark();
    }
    List<Double> whole =
        rows.stream()
            .filter(row -> row.whole() && row.usual())
            .map(row -> HUNDRED * row.score().orElseThrow().value())
            .toList();
    return Optional.of(MarkdownColumn.table(table.columns) + "\n" + average(whole));
  }

  /**
   * @param first of the paper's row
   */
  private void add(PaperComparison row, boolean first) {
    List<String> cells = new ArrayList<>();
    cells.add(first ? row.benchmark() : "");
    cells.add(first ? row.setting() : "");
    cells.add(row.score().map(score -> count(row, score)).orElse("–"));
    cells.add(row.score().map(PaperTable::metric).orElse("–"));
    double here = HUNDRED * row.score().map(TaskScore::value).orElse(Double.NaN);
    cells.add(Figures.decimal(here, 1));
    for (String model : PublishedRow.MODELS) {
      double published = HUNDRED * row.published().get(model);
      cells.add(percent(published));
      cells.add(Figures.signed(here - published, 1));
    }
    for (int column = 0; column < cells.size(); column++) {
      columns.get(column).add(cells.get(column));
    }
  }

  private static String count(PaperComparison row, TaskScore score) {
    return row.whole() ? "" + score.n() : score.n() + " of " + row.documents() + ", in part";
  }

  private static String metric(TaskScore score) {
    return score.metric() + (score.filter().equals("none") ? "" : ", " + score.filter());
  }

  private static String percent(double value) {
    return Figures.decimal(value, 1);
  }

  private static String average(List<Double> whole) {
    int rows = PublishedRow.all().size();
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
