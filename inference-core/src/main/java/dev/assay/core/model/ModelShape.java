package dev.assay.core.model;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.family.Families;
import dev.assay.core.family.Family;
import dev.assay.core.family.WindowRule;
import java.util.List;
import java.util.function.IntFunction;
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
          new ModelShape("recurrentgemma-2b", griffin(2560, 26, 10, 7680)),
          new ModelShape("recurrentgemma-9b", griffin(4096, 38, 16, 12_288)),
          new ModelShape(
              "gemma-2b",
              transformer(
                  new Sizes(Families.GEMMA, 256_000, 2048, 18, 16_384),
                  AttentionShape.of(8, 1, 256),
                  everywhere(new LayerKind.Attention(ANY, Rotary.of(256, 10_000))),
                  new Ends(1e-6f, true, 8192))),
          new ModelShape(
              "mistral-7b",
              transformer(
                  new Sizes(Families.MISTRAL, 32_000, 4096, 32, 14_336),
                  AttentionShape.of(32, 8, 128),
                  everywhere(new LayerKind.Attention(ANY, Rotary.of(128, 1e6))),
                  new Ends(1e-5f, false, 32_768))),
          new ModelShape(
              "smollm2-135m",
              transformer(
                  new Sizes(Families.LLAMA, 49_152, 576, 30, 1536),
                  AttentionShape.of(9, 3, 64),
                  everywhere(new LayerKind.Attention(ANY, Rotary.of(64, 1e5))),
                  new Ends(1e-5f, true, 8192))),
          new ModelShape(
              "llama-3.2-1b",
              transformer(
                  new Sizes(Families.LLAMA, 128_256, 2048, 16, 8192),
                  AttentionShape.of(32, 8, 64),
                  everywhere(
                      new LayerKind.Attention(
                          ANY, new Rotary(64, 5e5, new RotaryScaling.Llama3(32, 1, 4, 8192)))),
                  new Ends(1e-5f, true, 131_072))),
          new ModelShape(
              "qwen2.5-0.5b",
              transformer(
                  new Sizes(Families.QWEN2, 151_936, 896, 24, 4864),
                  AttentionShape.of(14, 2, 64),
                  everywhere(new LayerKind.Attention(ANY, Rotary.of(64, 1e6))),
                  new Ends(1e-6f, true, 32_768))),
          new ModelShape(
              "qwen3-0.6b",
              transformer(
                  new Sizes(Families.QWEN3, 151_936, 1024, 28, 3072),
                  AttentionShape.of(16, 8, 128),
                  everywhere(new LayerKind.Attention(ANY, Rotary.of(128, 1e6))),
                  new Ends(1e-6f, true, 40_960))),
          new ModelShape(
              "gemma-2-2b",
              transformer(
                  new Sizes(Families.GEMMA2, 256_000, 2304, 26, 9216),
                  new AttentionShape(8, 4, 256, AttentionShape.inverseRoot(256), 50f),
                  alternating(
                      2,
                      new LayerKind.Attention(4096, Rotary.of(256, 10_000)),
                      new LayerKind.Attention(ANY, Rotary.of(256, 10_000))),
                  new Ends(1e-6f, true, 8192))),
          new ModelShape(
              "gemma-3-270m",
              transformer(
                  new Sizes(Families.GEMMA3_TEXT, 262_144, 640, 18, 2048),
                  AttentionShape.of(4, 1, 256),
                  alternating(
                      6,
                      new LayerKind.Attention(512, Rotary.of(256, 10_000)),
                      new LayerKind.Attention(ANY, Rotary.of(256, 1e6))),
                  new Ends(1e-6f, true, 32_768))));

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
    List<LayerKind> all = configuration.layers();
    if (layers < 1 || layers > all.size()) {
      throw new AssayException(
          ErrorKind.USAGE,
          name + " cannot be measured with " + layers + " layers",
          "it has " + all.size(),
          "give 1 to " + all.size());
    }
    return new ModelShape(name, configuration.withLayers(all.subList(0, layers)));
  }

  private record Sizes(
      Family family, int vocabulary, int width, int layers, int feedForwardWidth) {}

  private record Ends(float normEpsilon, boolean tiedHead, int positions) {}

  private static ModelConfiguration griffin(int width, int layers, int heads, int expanded) {
    LayerKind attention = new LayerKind.Attention(2049, Rotary.of(128, 10_000));
    return configuration(
        new Sizes(Families.RECURRENT_GEMMA, 256_000, width, layers, expanded),
        AttentionShape.of(heads, 1, 256),
        new RecurrenceShape(width, heads, 4),
        layer -> layer % 3 == 2 ? attention : LayerKind.RECURRENT,
        new Ends(1e-6f, true, ANY));
  }

  private static ModelConfiguration transformer(
      Sizes sizes, AttentionShape attention, IntFunction<LayerKind> layers, Ends ends) {
    return configuration(sizes, attention, null, layers, ends);
  }

  private static ModelConfiguration configuration(
      Sizes sizes,
      AttentionShape attention,
      RecurrenceShape recurrence,
      IntFunction<LayerKind> layers,
      Ends ends) {
    Family family = sizes.family;
    return new ModelConfiguration(
        family,
        sizes.vocabulary,
        sizes.width,
        IntStream.range(0, sizes.layers).mapToObj(layers).toList(),
        attention,
        recurrence,
        sizes.feedForwardWidth,
        family.feedForward().activation(),
        ends.normEpsilon,
        family.embeddingScale().of(sizes.width),
        (float) family.finalSoftCap().otherwise(),
        family.biases().of(false, false),
        ends.tiedHead,
        ends.positions);
  }

  private static IntFunction<LayerKind> everywhere(LayerKind kind) {
    return layer -> kind;
  }

  private static IntFunction<LayerKind> alternating(int period, LayerKind most, LayerKind last) {
    return layer -> WindowRule.Periodic.slides(layer, period) ? most : last;
  }
}
