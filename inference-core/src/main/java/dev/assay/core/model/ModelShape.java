package dev.assay.core.model;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.Activation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sizes of a published model, to be measured without its weights.
 *
 * @param name as on the Hugging Face hub
 */
public record ModelShape(String name, ModelConfiguration configuration) {
  private static final int ANY = Integer.MAX_VALUE;

  /** Sources: config.json of each; recurrentgemma/common.py for RecurrentGemma's window. */
  private static final List<ModelShape> ALL =
      List.of(
          new ModelShape(
              "recurrentgemma-2b",
              new ModelConfiguration(
                  "recurrent_gemma",
                  256_000,
                  2560,
                  griffin(26),
                  new AttentionShape(10, 1, 256, 128, 10_000, 2049),
                  new RecurrenceShape(2560, 10, 4),
                  7680,
                  Activation.GELU_TANH,
                  1e-6f,
                  50.5f,
                  30f,
                  true,
                  ANY)),
          new ModelShape(
              "recurrentgemma-9b",
              new ModelConfiguration(
                  "recurrent_gemma",
                  256_000,
                  4096,
                  griffin(38),
                  new AttentionShape(16, 1, 256, 128, 10_000, 2049),
                  new RecurrenceShape(4096, 16, 4),
                  12_288,
                  Activation.GELU_TANH,
                  1e-6f,
                  64f,
                  30f,
                  true,
                  ANY)),
          new ModelShape(
              "gemma-2b",
              new ModelConfiguration(
                  "gemma",
                  256_000,
                  2048,
                  transformer(18),
                  new AttentionShape(8, 1, 256, 256, 10_000, ANY),
                  null,
                  16_384,
                  Activation.GELU_TANH,
                  1e-6f,
                  (float) Math.sqrt(2048),
                  0f,
                  true,
                  8192)),
          new ModelShape(
              "mistral-7b",
              new ModelConfiguration(
                  "mistral",
                  32_000,
                  4096,
                  transformer(32),
                  new AttentionShape(32, 8, 128, 128, 1e6, ANY),
                  null,
                  14_336,
                  Activation.SILU,
                  1e-5f,
                  1f,
                  0f,
                  false,
                  32_768)));

  /** The names that {@link #named} knows. */
  public static final List<String> NAMES = ALL.stream().map(ModelShape::name).toList();

  /** The shape of a name; null where none has it. */
  public static ModelShape named(String name) {
    return ALL.stream().filter(shape -> shape.name.equals(name)).findFirst().orElse(null);
  }

  /**
   * The same with its first layers only.
   *
   * @throws AssayException of kind USAGE if it has fewer
   */
  public ModelShape withLayers(int layers) {
    ModelConfiguration all = configuration;
    if (layers < 1 || layers > all.layers().size()) {
      throw new AssayException(
          ErrorKind.USAGE,
          name + " cannot be measured with " + layers + " layers",
          "it has " + all.layers().size(),
          "give 1 to " + all.layers().size());
    }
    List<LayerKind> kept = all.layers().subList(0, layers);
    return new ModelShape(
        name,
        new ModelConfiguration(
            all.family(),
            all.vocabularySize(),
            all.width(),
            kept,
            kept.contains(LayerKind.ATTENTION) ? all.attention() : null,
            kept.contains(LayerKind.RECURRENT) ? all.recurrence() : null,
            all.feedForwardWidth(),
            all.activation(),
            all.normEpsilon(),
            all.embeddingScale(),
            all.logitSoftCap(),
            all.tiedHead(),
            all.maximumPositions()));
  }

  private static List<LayerKind> griffin(int layers) {
    return IntStream.range(0, layers)
        .mapToObj(layer -> layer % 3 == 2 ? LayerKind.ATTENTION : LayerKind.RECURRENT)
        .toList();
  }

  private static List<LayerKind> transformer(int layers) {
    return IntStream.range(0, layers).mapToObj(layer -> LayerKind.ATTENTION).toList();
  }
}
