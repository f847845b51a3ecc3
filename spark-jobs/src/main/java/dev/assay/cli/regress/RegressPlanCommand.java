package dev.assay.cli.regress;

import dev.assay.cli.options.SparkOptions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay regress plan}. */
@Command(
    name = "plan",
    description =
        "Says how many items each line needs to show its least effect, and what it can show with"
            + " those it has.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RegressPlanCommand implements Callable<Integer> {
  @Mixin private GateOptions gate;

  @Option(
      names = "--discordance",
      paramLabel = "D",
      description =
          "Share of items on which two runs differ (default: that of the latest gate, else 0.1).")
  private Double discordance;

  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (discordance != null && !(discordance > 0 && discordance <= 1)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--discordance is " + discordance,
          "it is a share of items",
          "give a number above 0, at most 1");
    }
    GateConfiguration configuration = gate.configuration(null);
    new PlannedLines(
            sparkOptions.hadoop(),
            configuration,
            discordance == null ? OptionalDouble.empty() : OptionalDouble.of(discordance))
        .print(spec.commandLine().getOut());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
