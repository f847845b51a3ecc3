package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay regress check}. */
@Command(
    name = "check",
    description = "Decides about a run that is there; evaluates nothing.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressCheckCommand extends DecidingCommand {
  @Option(
      names = "--candidate",
      paramLabel = "RUN",
      required = true,
      description = "Id of a complete run in the configuration's output, or OUTPUT/ID.")
  private String candidate;

  @Override
  public Integer call() throws IOException {
    GateConfiguration configuration = configuration(candidate);
    RunFolder run = RunFolder.of(candidate, configuration.evaluation().output());
    Decision decision = decision(configuration);
    try (LazySession spark =
        sparkOptions().session("assay regress " + configuration.name(), SparkOptions.NO_PAGE)) {
      if (dryRun()) {
        decision.say(spark, run);
        return 0;
      }
      return decision.of(spark, () -> run);
    }
  }
}
