package dev.assay.cli.regress;

import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.spark.internal.gate.GateHistory;
import dev.assay.spark.internal.gate.Pin;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay regress pin}. */
@Command(
    name = "pin",
    description = "Makes a run the baseline of a gate, or of a tag.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressPinCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      description = "OUTPUT/ID of a complete run, or its id in the configuration's output.")
  private String run;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "The tag, e.g. release-1.2 (default: the name of --config's gate).")
  private String tag;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.", defaultValue = "")
  private String note;

  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String folder = history.folder();
    String name = history.tag(tag);
    RunFolder place =
        RunArgument.folder(
            run,
            run.contains("/")
                ? null
                : history
                    .configuration()
                    .map(GateConfiguration::evaluation)
                    .map(evaluation -> evaluation.output())
                    .orElse(null));
    try (SparkSession spark = sparkOptions.session("assay regress pin", HistorySession.SHORT)) {
      // A baseline that nobody can read would fail the next gate.
      new RunTables(spark, place.output()).specification(place.runId());
      new GateHistory(spark, folder)
          .add(new Pin(Instant.now(), name, place, System.getProperty("user.name"), note, true));
    }
    spec.commandLine().getOut().println(name + " is pinned to " + place);
    return 0;
  }
}
