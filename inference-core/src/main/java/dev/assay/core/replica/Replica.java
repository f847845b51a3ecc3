package dev.assay.core.replica;

import dev.assay.core.engine.Engine;
import dev.assay.core.engine.EnginePriming;
import dev.assay.core.engine.EngineSettings;
import dev.assay.core.engine.ForestEngine;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.StateSize;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.tokenizer.ChatTemplateSource;
import dev.assay.core.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A model folder made ready to score: weights in memory, engine started, tokenizer at hand. */
public interface Replica extends AutoCloseable {

  ModelConfiguration configuration();

  /** See {@link ModelFolder#hasTokenizer}. */
  boolean hasTokenizer();

  /**
   * The folder's tokenizer, opened when first asked for.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL where the folder has none
   */
  Tokenizer tokenizer();

  /**
   * See {@link ModelFolder#chatTemplate}.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL where the files are broken or swapped
   */
  Optional<ChatTemplateSource> chatTemplate();

  /**
   * The id that begins every sequence, see {@link ModelFolder#beginOfSequence}.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL where one is wanted and there is none
   */
  OptionalInt beginOfSequence(boolean forcedOff);

  /**
   * The ids that end a text, see {@link ModelFolder#endOfSequence}.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL where there is no tokenizer
   */
  Set<Integer> endOfSequence();

  Engine engine();

  /** Name of the kernels that compute, e.g. {@code vector512}. */
  String kernels();

  @Override
  void close();

  /**
   * Loads a Hugging Face model folder.
   *
   * @param kernels {@code auto}, {@code plain}, {@code vector128}, {@code vector256} or {@code
   *     vector512}
   * @param quantization of the weights
   * @throws dev.assay.core.error.AssayException of kind MODEL where the folder is missing or broken
   */
  static Replica load(
      Path folder, String kernels, Quantization quantization, EngineSettings settings) {
    return load(ModelFolder.open(folder), kernels, quantization, settings);
  }

  /**
   * Loads a folder that is open already. Where the settings leave it to the heap how many bytes the
   * states of running generations may take, this decides it.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL where the weights cannot be read, or
   *     a file is not what it was when the folder was opened
   */
  static Replica load(
      ModelFolder folder, String kernels, Quantization quantization, EngineSettings settings) {
    Kernels chosen = KernelProvider.named(kernels);
    Model model;
    try (ThreadTeam team = ThreadTeam.of(settings.threads());
        EnginePriming priming =
            EnginePriming.start(
                folder.configuration(), folder.checkpoint().blockTypes(quantization), chosen)) {
      model = folder.checkpoint().load(quantization, team);
    }
    folder.refuseIfChanged();
    int batch = Math.min(settings.batchTokens(), folder.configuration().maximumPositions());
    EngineSettings bounded =
        settings.within(
            Runtime.getRuntime().maxMemory() - folder.checkpoint().weightBytes(quantization),
            new StateSize(folder.configuration()).bytes(batch));
    return new LoadedReplica(folder, new ForestEngine(model, chosen, bounded), chosen.name());
  }
}
