package dev.assay.cli.generate;

import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.spark.internal.generate.GenerateJob;
import dev.assay.spark.internal.generate.GenerateResult;
import dev.assay.spark.internal.generate.GenerateSettings;
import dev.assay.spark.internal.session.LazySession;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay generate}. */
@Command(
    name = "generate",
    description = {
      "Makes a table of answers of a table of prompts, on Spark: every row comes out once, with an"
          + " answer or an error.",
      "The same command again continues where the last one stopped."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class GenerateCommand implements Callable<Integer> {
  @Mixin private GenerateOptions options;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GenerateSettings settings = options.settings(sparkOptions.settings());
    try (LazySession session = sparkOptions.session("assay generate")) {
      SparkSession spark = session.session();
      GenerateResult result = generate(spark, settings);
      new GenerateSummary(result, "rows").print(spec.commandLine().getOut());
      settings
          .failures()
          .check(
              result.counts().failed(),
              result.counts().rows(),
              "rows",
              "see the column "
                  + options.errorColumn()
                  + " of "
                  + result.output()
                  + "; the table is complete");
    }
    return 0;
  }

  private GenerateResult generate(SparkSession spark, GenerateSettings settings) {
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      return new GenerateJob(spark, settings, progress).run();
    }
  }
}
