package dev.assay.cli;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.spark.internal.completion.RescoreCompletionsJob;
import dev.assay.spark.internal.evaluate.RescoreJob;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
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
final class RescoreCommand implements Callable<Integer> {
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
      if (folder.isGenerated()) {
        RescoreCompletionsJob.Result result = new RescoreCompletionsJob(tables, runId).run();
        String table = MarkdownTable.ofCompleted(result.tasks());
        print(runId, table, result.compared(), result.differences());
      } else {
        RescoreJob.Result result = new RescoreJob(tables, runId).run();
        String table = MarkdownTable.of(result.report());
        print(runId, table, result.compared(), result.differences());
      }
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
