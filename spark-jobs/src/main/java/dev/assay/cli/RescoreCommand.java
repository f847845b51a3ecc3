package dev.assay.cli;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.spark.RescoreJob;
import java.io.IOException;
import java.io.PrintWriter;
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
    int slash = run.lastIndexOf('/');
    String folder = output == null && slash >= 0 ? run.substring(0, slash) : output;
    String runId = output == null ? run.substring(slash + 1) : run;
    if (folder == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no folder of tables is given",
          "RUN is '" + run + "', an id alone",
          "give --output DIR, or DIR/" + run);
    }
    try (SparkSession spark = sparkOptions.session("assay rescore")) {
      RescoreJob.Result result = new RescoreJob(spark, folder, runId).run();
      PrintWriter out = spec.commandLine().getOut();
      out.println();
      out.println(MarkdownTable.of(result.report()));
      if (!result.differences().isEmpty()) {
        throw new AssayException(
            ErrorKind.DATA,
            "the stored summary of run " + runId + " differs from its outcomes",
            String.join("; ", result.differences()),
            "its tables were changed after they were written");
      }
      out.println(
          "rescored "
              + runId
              + " from its tables: all "
              + result.compared()
              + " scores equal the stored ones, bit for bit");
      out.flush();
    }
    return 0;
  }
}
