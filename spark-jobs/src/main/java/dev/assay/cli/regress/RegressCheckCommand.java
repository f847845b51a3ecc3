package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay regress check}. */
@Command(
    name = "check",
    description = "Decides about a run that is there; evaluates nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressCheckCommand implements Callable<Integer> {
  @Mixin private GateOptions gate;

  @Option(
      names = "--candidate",
      paramLabel = "RUN",
      required = true,
      description = "Id of a complete run in the configuration's output, or OUTPUT/ID.")
  private String candidate;

  @Mixin private DecisionOptions options;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    GateConfiguration configuration = gate.configuration(candidate);
    RunFolder run = RunFolder.of(candidate, configuration.evaluation().output());
    Decision decision =
        new Decision(
            configuration, options, spec.commandLine().getOut(), spec.commandLine().getErr());
    try (SparkSession spark =
        sparkOptions.session("assay regress " + configuration.name(), HistorySession.SHORT)) {
      if (options.dryRun()) {
        decision.say(spark, run);
        return 0;
      }
      return decision.of(spark, () -> run);
    }
  }
}
