package dev.assay.cli.evaluate;

import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.metric.SubsetScore;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.eval.report.PaperTable;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.evaluate.StoredPrograms;
import dev.assay.spark.internal.programs.ProgramSettings;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import dev.assay.spark.internal.tables.StoredScores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay rescore}. */
@Command(
    name = "rescore",
    description = "Computes every score of a run again from its tables alone, and compares.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RescoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", description = "Id of the run, or OUTPUT/ID.")
  private String run;

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of the tables, where RUN does not name it.")
  private String output;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = {
        "Scores of toxicity that another program gave completions: JSON Lines, CSV or Parquet with"
            + " the columns sha256 (of the completion's text), scorer and score.",
        "They are summed up as Assay's own scorers' are, and not stored."
      })
  private Path scoresFile;

  @Mixin private ProgramOptions programs;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunArgument.folder(run, output);
    String runId = folder.runId();
    Optional<ProgramSettings> settings = programs.settings(sparkOptions.settings());
    try (LazySession spark = sparkOptions.session("assay rescore")) {
      StoredPrograms.restore(spark, folder.output(), runId);
      if (settings.isPresent()) {
        StoredPrograms stored = new StoredPrograms(spark, folder.output(), runId, settings.get());
        try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
          stored.run(progress);
        }
        spec.commandLine().getErr().println("ran " + stored.count() + " programs of " + runId);
        spec.commandLine().getErr().flush();
      }
      RunTables tables = new RunTables(spark, folder.output());
      RunScores scores = new StoredRun(tables, runId).scores();
      List<SubsetScore> subsets = scores.subsets();
      List<String> differences =
          new ArrayList<>(StoredScores.differences(tables, runId, scores.all()));
      differences.addAll(StoredScores.subsetDifferences(tables, runId, subsets));
      print(
          runId,
          MarkdownTable.of(scores) + PaperTable.of(scores).map(table -> "\n" + table).orElse(""),
          scores,
          subsets.size(),
          differences);
      if (scoresFile != null) {
        spec.commandLine().getOut().print(ImportedTable.of(scoresFile, scores));
        spec.commandLine().getOut().flush();
      }
    }
    return 0;
  }

  private void print(
      String runId, String table, RunScores scores, int subsets, List<String> differences) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(table);
    ProgramReport.print(scores, out);
    if (!differences.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "the stored summary of run " + runId + " differs from its outcomes",
          String.join("; ", differences),
          "its tables were changed after they were written");
    }
    out.println(
        "rescored "
            + runId
            + " from its tables: all "
            + (scores.all().size() + subsets)
            + " scores equal the stored ones, bit for bit");
    out.flush();
  }
}
