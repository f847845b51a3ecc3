package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.family.Biases;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.LayerKind.Attention;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.Rotary;
import dev.assay.core.model.RotaryScaling;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the configurations of each family mean, most of all where they say nothing. */
class FamilyConfigurationTest {
  private static final int ANY = Attention.EVERY_KEY;

  @Test
  void llamaLeavesMostUnsaid() {
    ModelConfiguration read = read("llama", config -> {});
    assertThat(read.vocabularySize()).isEqualTo(32_000);
    assertThat(read.attention()).isEqualTo(AttentionShape.of(8, 8, 8));
    assertThat(read.layers()).containsOnly(new Attention(ANY, Rotary.of(8, 10_000)));
    assertThat(read.tiedHead()).isFalse();
    assertThat(read.maximumPositions()).isEqualTo(2048);
    assertThat(read.embeddingScale()).isEqualTo(1f);
    assertThat(read.biases()).isEqualTo(Biases.NONE);
    assertThat(read("llama", c -> c.put("attention_bias", true).put("mlp_bias", true)).biases())
        .isEqualTo(new Biases(true, true, true));
    assertThat(read("llama", c -> c.put("rope_interleaved", false).put("pretraining_tp", 2)))
        .isEqualTo(read);
  }

  @Test
  void llama3ScalesFrequenciesInThreeBands() {
    ModelConfiguration read =
        read(
            "llama",
            config ->
                config
                    .put("rope_theta", 500_000)
                    .putObject("rope_scaling")
                    .put("rope_type", "llama3")
                    .put("factor", 8)
                    .put("low_freq_factor", 1)
                    .put("high_freq_factor", 4)
                    .put("original_max_position_embeddings", 8192));
    RotaryScaling scaling = read.attentionLayers().get(0).rotary().scaling();
    assertThat(scaling).isEqualTo(new RotaryScaling.Llama3(8, 1, 4, 8192));
    assertThat(scaling.of(0, 1f)).as("a wave of 6 positions").isEqualTo(1f);
    assertThat(scaling.of(0, 1e-4f)).as("one of 62,832").isEqualTo(1e-4f / 8);
    double wave = 4000;
    double share = (8192 / wave - 1) / 3;
    double frequency = 2 * Math.PI / wave;
    double expected = (1 - share) * frequency / 8 + share * frequency;
    assertThat((double) scaling.of(0, (float) frequency)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void qwen2HasBiasesUnannouncedAndAWindowBySwitch() {
    Consumer<ObjectNode> off =
        config -> config.put("sliding_window", 4).put("max_window_layers", 2);
    ModelConfiguration read = read("qwen2", off);
    assertThat(read.biases()).isEqualTo(new Biases(true, false, false));
    assertThat(windows(read)).containsOnly(ANY);
    Consumer<ObjectNode> on = off.andThen(config -> config.put("use_sliding_window", true));
    assertThat(windows(read("qwen2", on))).containsExactly(ANY, ANY, 4, 4, 4, 4, 4);
    Consumer<ObjectNode> first = on.andThen(config -> config.put("max_window_layers", 0));
    assertThat(windows(read("qwen2", first))).containsOnly(4);
    Consumer<ObjectNode> listed = on.andThen(types(0, 3));
    assertThat(windows(read("qwen2", listed))).containsExactly(4, ANY, ANY, 4, ANY, ANY, ANY);
  }

  @Test
  void qwen3HasItsOwnHeadDimension() {
    ModelConfiguration read = read("qwen3", config -> {});
    assertThat(read.attention()).isEqualTo(AttentionShape.of(8, 8, 128));
    assertThat(read.biases()).isEqualTo(Biases.NONE);
    assertThat(read.family().norms().ofHeads()).isTrue();
    assertThat(read.maximumPositions()).isEqualTo(32_768);
  }

  @Test
  void gemma2CapsUnlessToldNotToAndSlidesInEvenLayers() {
    ModelConfiguration read = read("gemma2", config -> config.put("query_pre_attn_scalar", 144));
    assertThat(read.attention()).isEqualTo(new AttentionShape(8, 4, 256, 1 / 12f, 50f));
    assertThat(read.logitSoftCap()).isEqualTo(30f);
    assertThat(windows(read)).containsExactly(4096, ANY, 4096, ANY, 4096, ANY, 4096);
    assertThat(read.tiedHead()).isTrue();
    assertThat(read.embeddingScale()).isEqualTo(8f);
    ModelConfiguration off =
        read("gemma2", c -> c.putNull("attn_logit_softcapping").putNull("final_logit_softcapping"));
    assertThat(off.attention().softCap()).isZero();
    assertThat(off.logitSoftCap()).isZero();
    assertThat(off.attention().scale()).isEqualTo(1 / 16f);
  }

  @Test
  void gemma3HasTwoRotaryTablesAndNeverCapsScores() {
    Consumer<ObjectNode> published =
        config -> {
          config.put("attn_logit_softcapping", 50).put("sliding_window", 512);
          config.put("rope_theta", 500_000).put("rope_local_base_freq", 20_000);
          config.putObject("rope_scaling").put("rope_type", "linear").put("factor", 8);
        };
    ModelConfiguration read = read("gemma3_text", published);
    LayerKind local = new Attention(512, Rotary.of(256, 20_000));
    LayerKind global = new Attention(ANY, new Rotary(256, 5e5, new RotaryScaling.Linear(8)));
    assertThat(read.layers()).containsExactly(local, local, local, local, local, global, local);
    assertThat(read.attention().softCap()).isZero();
    assertThat(read.logitSoftCap()).isZero();
    ModelConfiguration bare = read("gemma3_text", config -> {});
    assertThat(bare.layers())
        .contains(
            new Attention(4096, Rotary.of(256, 10_000)), new Attention(ANY, Rotary.of(256, 1e6)));
    assertThat(windows(read("gemma3_text", c -> c.put("sliding_window_pattern", 2))))
        .containsExactly(4096, ANY, 4096, ANY, 4096, ANY, 4096);
    Consumer<ObjectNode> listed = types(1, 2);
    assertThat(windows(read("gemma3_text", listed)))
        .as("layer_types decides")
        .containsExactly(ANY, 4096, 4096, ANY, ANY, ANY, ANY);
  }

  /** Gemma 3 4B states no heads and no vocabulary. */
  @Test
  void gemma3InAWrapperHasItsFieldsInside() {
    ModelConfiguration read =
        read(
            "gemma3",
            config -> {
              config.remove(List.of("hidden_size", "intermediate_size", "num_hidden_layers"));
              config.remove("num_attention_heads");
              config
                  .putObject("text_config")
                  .put("hidden_size", 2560)
                  .put("intermediate_size", 10_240)
                  .put("num_hidden_layers", 34)
                  .put("sliding_window", 1024)
                  .putObject("rope_scaling")
                  .put("factor", 8.0)
                  .put("rope_type", "linear");
            });
    assertThat(read.attention()).isEqualTo(AttentionShape.of(8, 4, 256));
    assertThat(read.vocabularySize()).isEqualTo(262_208);
    assertThat(windows(read).stream().filter(window -> window == ANY)).hasSize(5);
  }

  @Test
  void phi3HasOneWindowForAllLayersOrNone() {
    assertThat(windows(read("phi3", config -> {}))).containsOnly(ANY);
    assertThat(windows(read("phi3", config -> config.put("sliding_window", 2047))))
        .containsOnly(2047);
    assertThat(read("phi3", config -> {}).normEpsilon()).isEqualTo(1e-5f);
    Rotary half =
        read("phi3", c -> c.putObject("rope_parameters").put("partial_rotary_factor", 0.75))
            .attentionLayers()
            .get(0)
            .rotary();
    assertThat(half).isEqualTo(Rotary.of(6, 10_000));
  }

  /** The sizes that no family knows by itself, and whatever a test adds. */
  private static ModelConfiguration read(String family, Consumer<ObjectNode> edit) {
    ObjectNode config;
    try {
      config =
          (ObjectNode)
              TensorFile.JSON.readTree(
                  "{\"hidden_size\":64,\"intermediate_size\":96,\"num_hidden_layers\":7,"
                      + "\"num_attention_heads\":8}");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    edit.accept(config.put("model_type", family));
    return ConfigurationReader.read(Path.of("config.json"), config);
  }

  /** {@code layer_types} of seven layers, those at two indices sliding. */
  private static Consumer<ObjectNode> types(int first, int second) {
    return config -> {
      for (int i = 0; i < 7; i++) {
        boolean slides = i == first || i == second;
        config.withArray("layer_types").add(slides ? "sliding_attention" : "full_attention");
      }
    };
  }

  private static List<Integer> windows(ModelConfiguration read) {
    return read.attentionLayers().stream().map(Attention::visibleKeys).toList();
  }
}
