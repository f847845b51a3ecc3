package dev.assay.cli;

import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model, how far it reads, and what computes it. */
final class ModelOptions {
  @Mixin private ReplicaOptions replica;

  @Option(
      names = "--max_length",
      paramLabel = "N",
      description =
          "Tokens the model reads at most (default: 8192 for RecurrentGemma and Gemma, else what"
              + " the model states).")
  private Integer maxLength;

  Path model() {
    return replica.model();
  }

  OptionalInt maxLength() {
    return maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength);
  }

  boolean withoutBegin() {
    return replica.withoutBegin();
  }

  /** The settings with what these options say. */
  Settings over(Settings settings) {
    return replica.over(settings);
  }
}
