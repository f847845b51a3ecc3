package dev.assay.cli.bench;

import dev.assay.bench.BenchSettings;
import dev.assay.bench.ModelSource;
import dev.assay.bench.Repetitions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.ModelShape;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is measured, and how long. */
final class BenchOptions {
  private static final long SEED = 1;

  private static final List<Integer> QUICK_PROMPT_LENGTHS = List.of(128, 512);
  private static final List<Integer> QUICK_BATCHES = List.of(1, 8);
  private static final List<Integer> QUICK_POSITIONS = List.of(1024, 4096);

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      split = ",",
      description = {
        "Hugging Face model folders, or published shapes with random weights: recurrentgemma-2b,"
            + " recurrentgemma-9b, gemma-2b, mistral-7b, smollm2-135m, llama-3.2-1b, qwen2.5-0.5b,"
            + " qwen3-0.6b, gemma-2-2b, gemma-3-270m. Several are measured one after the other.",
        "(A folder of such a name: ./NAME.)"
      })
  private List<String> models;

  @Option(
      names = "--quantize",
      paramLabel = "HOW",
      split = ",",
      description = {
        "How the models' large matrices are held: none or int8, or both, one after the other"
            + " (default: none)."
      })
  private List<String> quantizations = List.of(Quantization.NONE.toString());

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Only the first N layers of published shapes.")
  private Integer layers;

  @Option(
      names = "--prompt_lengths",
      paramLabel = "N",
      split = ",",
      description = "Tokens of the prompts (default: 128,512,2048,8192).")
  private List<Integer> promptLengths;

  @Option(
      names = "--batches",
      paramLabel = "N",
      split = ",",
      description = "Sequences generating side by side (default: 1,4,8,16,32,64).")
  private List<Integer> batches;

  @Option(
      names = "--positions",
      paramLabel = "N",
      split = ",",
      description =
          "Tokens read before the step that is timed (default: 1024,2048,4096,8192,16384).")
  private List<Integer> positions;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all cores).")
  private Integer threads;

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      description = "auto, plain, vector128, vector256 or vector512.")
  private String kernels;

  @Option(
      names = "--quick",
      description =
          "A first look: prompts of 128 and 512, 1 and 8 sequences after 1024 and 4096 tokens,"
              + " fewer requests, short timings.")
  private boolean quick;

  BenchSettings settings() {
    ReplicaSettings replica =
        ReplicaSettings.of(
            Settings.of(Map.of())
                .with(Setting.THREADS, threads, "--threads")
                .with(Setting.KERNELS, kernels, "--kernels"));
    return new BenchSettings(
        replica.kernels(),
        replica.engine().threads(),
        replica.batchTokens(),
        chosen(promptLengths, QUICK_PROMPT_LENGTHS, BenchSettings.PROMPT_LENGTHS),
        chosen(batches, QUICK_BATCHES, BenchSettings.BATCHES),
        chosen(positions, QUICK_POSITIONS, BenchSettings.POSITIONS),
        BenchSettings.Products.DEFAULT,
        quick ? Repetitions.QUICK : Repetitions.FULL,
        quick ? BenchSettings.Counts.QUICK : BenchSettings.Counts.FULL);
  }

  /** Each model in every form that is asked for, before the next model. */
  List<ModelSource> sources() {
    List<Quantization> held = quantizations.stream().map(BenchOptions::quantization).toList();
    return models.stream()
        .flatMap(model -> held.stream().distinct().map(each -> source(model, each)))
        .toList();
  }

  private static Quantization quantization(String name) {
    if (!Quantization.NAMES.contains(name)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "weights cannot be quantised to '" + name + "'",
          "known are " + String.join(", ", Quantization.NAMES),
          NearestNames.suggestion(name, Quantization.NAMES, "choose none"));
    }
    return Quantization.named(name);
  }

  private ModelSource source(String name, Quantization quantization) {
    ModelShape shape = ModelShape.named(name);
    if (shape != null) {
      return new ModelSource.RandomModel(
          layers == null ? shape : shape.withLayers(layers), quantization, SEED);
    }
    if (layers != null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--layers does not go with the model " + name,
          "only published shapes can be cut: " + String.join(", ", ModelShape.NAMES),
          "leave --layers out");
    }
    Path folder = Path.of(name);
    if (!Files.exists(folder)) {
      throw new AssayException(
          ErrorKind.MODEL,
          "there is no model " + name,
          "it is neither a folder nor one of the published shapes "
              + String.join(", ", ModelShape.NAMES),
          NearestNames.suggestion(name, ModelShape.NAMES, "give another"));
    }
    return new ModelSource.Folder(folder, quantization);
  }

  private List<Integer> chosen(List<Integer> given, List<Integer> quickly, List<Integer> fully) {
    if (given != null) {
      return given;
    }
    return quick ? quickly : fully;
  }
}
