package dev.assay.cli.options;

import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model, how far it reads, and what computes it. */
public final class ModelOptions {
  @Mixin private ReplicaOptions replica;

  @Option(
      names = "--max_length",
      paramLabel = "N",
      description =
          "Tokens the model reads at most (default: 8192 for RecurrentGemma and Gemma, else what"
              + " the model states).")
  private Integer maxLength;

  public Path model() {
    return replica.model();
  }

  public OptionalInt maxLength() {
    return maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength);
  }

  public boolean withoutBegin() {
    return replica.withoutBegin();
  }

  /** The settings with what these options say. */
  public Settings over(Settings settings) {
    return replica.over(settings);
  }
}
