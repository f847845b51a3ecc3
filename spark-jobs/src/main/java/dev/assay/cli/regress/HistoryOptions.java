package dev.assay.cli.regress;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which history is asked: a folder, or that of a configuration. */
final class HistoryOptions {
  @Option(
      names = "--history",
      paramLabel = "DIR",
      description = "Folder of the tables gates, gate_lines and baselines.")
  private String history;

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description = "A gate's YAML file, whose history and name are meant.")
  private Path file;

  Optional<GateConfiguration> configuration() {
    return Optional.ofNullable(file).map(path -> ConfigurationFile.read(path, List.of()));
  }

  String folder() {
    return Optional.ofNullable(history)
        .or(() -> configuration().map(GateConfiguration::history))
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "no history is given",
                    "neither --history nor --config is there",
                    "give one of them"));
  }

  /** A tag as it is given, else the configuration's name. */
  String tag(String given) {
    return Optional.ofNullable(given)
        .or(() -> configuration().map(GateConfiguration::name))
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "no tag is given",
                    "without --config nobody knows which gate's baseline is meant",
                    "give --tag, or --config"));
  }
}
