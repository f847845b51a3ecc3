package dev.assay.cli.evaluate;

import dev.assay.cli.terminal.TextTable;
import dev.assay.cli.terminal.TextTable.Cell;
import dev.assay.cli.terminal.TextTable.Column;
import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.metric.ImportedScoring;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.page.Figures;
import dev.assay.eval.run.ImportedScores;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.scorer.TextScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** What scores made elsewhere say of a run's completions, as text. */
final class ImportedTable {
  private ImportedTable() {}

  /**
   * @throws AssayException of kind DATA for a file that cannot be read, or has no usable row
   */
  static String of(Path file, RunScores run) {
    ImportedScores imported = read(file);
    TextTable table =
        new TextTable(
            Column.text("task"),
            Column.text("metric"),
            Column.number("value"),
            Column.number("stderr"),
            Column.number("n"),
            Column.number("without a score"));
    for (ScoredTask task : run.tasks()) {
      if (task.task().scoring().outputType() == OutputType.GENERATE_UNTIL) {
        for (TextScorer scorer : imported.scorers()) {
          add(ImportedScoring.of(task.name(), scorer, task.items()), table);
        }
      }
    }
    return "\nscores of "
        + file
        + ", sha256 "
        + sha256(file)
        + (imported.unusable().isEmpty()
            ? ""
            : ", "
                + imported.unusable().size()
                + " rows unusable, the first: "
                + imported.unusable().get(0))
        + "\n"
        + table.text(UnaryOperator.identity());
  }

  private static void add(ImportedScoring scoring, TextTable table) {
    for (TaskScore score : scoring.scores()) {
      table.add(
          Cell.of(score.task()),
          Cell.of(score.metric()),
          Cell.of(number(score.value())),
          Cell.of(number(score.standardError())),
          Cell.of(String.valueOf(score.n())),
          Cell.of(String.valueOf(scoring.without())));
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Figures.decimal(value, 4);
  }

  private static ImportedScores read(Path file) {
    try {
      ImportedScores imported = ImportedScores.of(DatasetForms.all().read(file));
      if (imported.scorers().isEmpty()) {
        throw unreadable(
            file,
            imported.unusable().isEmpty() ? "it has no rows" : imported.unusable().get(0),
            null);
      }
      return imported;
    } catch (IOException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static AssayException unreadable(Path file, String cause, IOException thrown) {
    return new AssayException(
        ErrorKind.DATA,
        "scores of " + file + " cannot be read",
        cause,
        "give rows with the columns sha256, scorer and score",
        thrown);
  }
}
