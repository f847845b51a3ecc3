package dev.assay.cli.regress;

import dev.assay.eval.gate.settings.GateConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A gate's configuration, and what the command line says beside it. */
final class GateOptions {
  @Parameters(paramLabel = "CONFIG", description = "The gate's YAML file.")
  private Path file;

  @Option(
      names = "--baseline",
      paramLabel = "WHICH",
      description = "pinned, latest-passed, previous, run:ID or tag:NAME.")
  private String baseline;

  @Option(
      names = "--alpha",
      paramLabel = "P",
      description = "Probability of an alarm about nothing that is taken.")
  private String alpha;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A value over the file's, e.g. lines.0.min_effect=0.02; may be repeated.")
  private List<String> settings = List.of();

  /**
   * @param candidate a run in place of the file's candidate or model; null for these
   * @throws dev.assay.core.error.AssayException of kind USAGE for a file that cannot be read or
   *     used
   */
  GateConfiguration configuration(String candidate) {
    List<String> all = new ArrayList<>(settings);
    add(all, "candidate", candidate);
    add(all, "baseline", baseline);
    add(all, "alpha", alpha);
    return ConfigurationFile.read(file, all);
  }

  private static void add(List<String> settings, String key, String value) {
    if (value != null) {
      settings.add(key + "=" + value);
    }
  }
}
