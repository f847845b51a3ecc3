package dev.assay.cli.evaluate;

import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.eval.report.PaperTable;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import dev.assay.spark.internal.tables.StoredScores;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
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

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunArgument.folder(run, output);
    String runId = folder.runId();
    try (SparkSession spark = sparkOptions.session("assay rescore")) {
      RunTables tables = new RunTables(spark, folder.output());
      RunScores scores = new StoredRun(tables, runId).scores();
      print(
          runId,
          MarkdownTable.of(scores) + PaperTable.of(scores).map(table -> "\n" + table).orElse(""),
          scores.all().size(),
          StoredScores.differences(tables, runId, scores.all()));
    }
    return 0;
  }

  private void print(String runId, String table, int compared, List<String> differences) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(table);
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
            + compared
            + " scores equal the stored ones, bit for bit");
    out.flush();
  }
}
