package dev.assay.cli.regress;

import dev.assay.cli.options.RunArgument;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assay regress pin}. */
@Command(
    name = "pin",
    description = "Makes a run the baseline of a gate, or of a tag.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressPinCommand extends TagCommand {
  @Parameters(
      paramLabel = "RUN",
      description = "OUTPUT/ID of a complete run, or its id in the configuration's output.")
  private String run;

  @Override
  public Integer call() throws IOException {
    String tag = tag();
    RunFolder place =
        RunArgument.folder(
            run,
            run.contains("/")
                ? null
                : history()
                    .configuration()
                    .map(GateConfiguration::evaluation)
                    .map(evaluation -> evaluation.output())
                    .orElse(null));
    try (LazySession spark = session("pin")) {
      // A baseline that nobody can read would fail the next gate.
      new RunTables(spark, place.output()).specification(place.runId());
      write(spark, place, true);
    }
    say(tag + " is pinned to " + place);
    return 0;
  }
}
