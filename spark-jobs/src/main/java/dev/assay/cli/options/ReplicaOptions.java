package dev.assay.cli.options;

import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model, and what computes it. */
public final class ReplicaOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "Hugging Face model folder; on a cluster at the same path on every host.")
  private Path model;

  @Option(
      names = "--force_no_bos",
      description = "No BOS before texts; RecurrentGemma and Gemma collapse without it.")
  private boolean withoutBegin;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of a replica (default: all cores).")
  private Integer threads;

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      description = "auto, plain, vector128, vector256 or vector512.")
  private String kernels;

  @Option(
      names = "--quantize",
      paramLabel = "TYPE",
      description =
          "none (default); bfloat16: round weights to it, for files in float32; int8: hold the large"
              + " weight matrices as 8-bit integers, in half of bfloat16's memory. Scores differ a"
              + " little.")
  private String quantize;

  public Path model() {
    return model;
  }

  public boolean withoutBegin() {
    return withoutBegin;
  }

  /** The settings with what these options say. */
  public Settings over(Settings settings) {
    return settings
        .with(Setting.THREADS, threads, "--threads")
        .with(Setting.KERNELS, kernels, "--kernels")
        .with(Setting.QUANTIZE, quantize, "--quantize");
  }
}
