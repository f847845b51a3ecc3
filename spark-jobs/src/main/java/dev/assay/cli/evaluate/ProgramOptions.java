package dev.assay.cli.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.program.Limits;
import dev.assay.eval.program.Sandbox;
import dev.assay.spark.internal.programs.ProgramSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether programs that a model wrote are run, and how they are confined. */
final class ProgramOptions {
  @Option(
      names = "--confirm_run_unsafe_code",
      description =
          "Run Python programs that the model writes, where scores need it: on the executors, each"
              + " confined and limited (docs/code.md).")
  private boolean confirmed;

  @Option(
      names = "--sandbox",
      paramLabel = "KIND",
      description =
          "What confines them: namespaces, bwrap, container:IMAGE or none (default: namespaces, or"
              + " spark.assay.sandbox).")
  private String sandbox;

  @Option(names = "--allow_network", description = "Let them reach the network.")
  private boolean network;

  boolean confirmed() {
    return confirmed;
  }

  /**
   * How programs are run; empty where that was not asked for.
   *
   * @throws AssayException of kind USAGE for options that mean nothing without the confirmation, or
   *     fit no sandbox
   */
  Optional<ProgramSettings> settings(Settings session) {
    if (!confirmed) {
      if (sandbox != null || network) {
        throw new AssayException(
            ErrorKind.USAGE,
            (network ? "--allow_network" : "--sandbox") + " is given",
            "no program runs without --confirm_run_unsafe_code",
            "give both, or neither");
      }
      return Optional.empty();
    }
    Settings settings = session.with(Setting.SANDBOX, sandbox, "--sandbox");
    return Optional.of(
        new ProgramSettings(
            Sandbox.parse(settings.text(Setting.SANDBOX), network),
            settings.text(Setting.PYTHON),
            Limits.STANDARD));
  }
}
