package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.Activation;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.Rotary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  private static final LayerKind R = LayerKind.RECURRENT;
  private static final LayerKind A = new LayerKind.Attention(2049, Rotary.of(128, 10_000));

  /** The keys of the published RecurrentGemma 2B. */
  private static final String RECURRENT_GEMMA =
      "{\"model_type\":\"recurrent_gemma\",\"hidden_size\":2560,\"intermediate_size\":15360,"
          + "\"num_hidden_layers\":26,\"num_attention_heads\":10,\"num_key_value_heads\":1,"
          + "\"lru_width\":2560,\"attention_window_size\":2048,\"vocab_size\":256000,"
          + "\"logits_soft_cap\":30.0,\"conv1d_width\":4,\"rope_theta\":10000.0,"
          + "\"partial_rotary_factor\":0.5,\"rms_norm_eps\":1e-06,"
          + "\"embeddings_scale_by_sqrt_dim\":true,\"hidden_activation\":\"gelu_pytorch_tanh\","
          + "\"_block_types\":[\"recurrent\",\"recurrent\",\"attention\"]}";

  private static final String GEMMA =
      "{\"model_type\":\"gemma\",\"hidden_size\":2048,\"intermediate_size\":16384,"
          + "\"num_hidden_layers\":18,\"num_attention_heads\":8,\"num_key_value_heads\":1,"
          + "\"head_dim\":256,\"vocab_size\":256000,\"hidden_act\":\"gelu\","
          + "\"hidden_activation\":null,\"max_position_embeddings\":8192,\"rope_scaling\":null}";

  private static final String MISTRAL =
      "{\"model_type\":\"mistral\",\"hidden_size\":4096,\"intermediate_size\":14336,"
          + "\"num_hidden_layers\":32,\"num_attention_heads\":32,\"num_key_value_heads\":8,"
          + "\"vocab_size\":32000,\"hidden_act\":\"silu\",\"rms_norm_eps\":1e-05,"
          + "\"rope_theta\":1000000.0,\"sliding_window\":null,\"max_position_embeddings\":32768}";

  @Test
  void readsRecurrentGemma() {
    ModelConfiguration read = read(RECURRENT_GEMMA, config -> {});
    assertThat(read.layers()).hasSize(26).startsWith(R, R, A, R).endsWith(A, R, R);
    assertThat(read.attentionLayers()).hasSize(8);
    assertThat(read.feedForwardWidth()).isEqualTo(7680);
    assertThat(read.embeddingScale()).as("rounded to bfloat16").isEqualTo(50.5f);
    assertThat(read.tiedHead()).isTrue();
    assertThat(read.maximumPositions()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void readsTheKeysOfNewerFilesAlike() {
    ModelConfiguration old = read(RECURRENT_GEMMA, config -> {});
    ModelConfiguration newer =
        read(
            RECURRENT_GEMMA,
            config -> {
              config.set("block_types", config.remove("_block_types"));
              ObjectNode rope = config.putObject("rope_parameters").put("rope_type", "default");
              rope.set("rope_theta", config.remove("rope_theta"));
              rope.set("partial_rotary_factor", config.remove("partial_rotary_factor"));
            });
    assertThat(newer).isEqualTo(old);
    assertThat(
            read(
                MISTRAL,
                config -> {
                  config.remove("rope_theta");
                  config.putObject("rope_parameters").put("rope_theta", 1e6);
                }))
        .isEqualTo(read(MISTRAL, config -> {}));
  }

  @Test
  void takesGemmasHiddenActForTheTanhForm() {
    ModelConfiguration read = read(GEMMA, config -> {});
    assertThat(read.activation()).isEqualTo(Activation.GELU_TANH);
    assertThat(read.embeddingScale()).isEqualTo((float) Math.sqrt(2048));
    assertThat(read.attentionLayers().get(0).rotary()).isEqualTo(Rotary.of(256, 10_000));
    refuses(GEMMA, config -> config.put("hidden_activation", "gelu"), "hidden_activation 'gelu'");
    refuses(GEMMA, config -> config.put("hidden_activation", 3), "wanted is a string");
  }

  @Test
  void readsMistralWithAndWithoutAWindow() {
    assertThat(windows(MISTRAL, config -> {})).containsOnly(Integer.MAX_VALUE).hasSize(32);
    assertThat(windows(MISTRAL, config -> config.put("sliding_window", 20))).containsOnly(20);
    assertThat(read(MISTRAL, config -> {}).tiedHead()).isFalse();
    refuses(MISTRAL, config -> config.put("hidden_act", "gelu"), "computed are: silu");
  }

  @Test
  void takesTheBlockTypesAsACycleAndRefusesOthers() {
    assertThat(
            read(
                    RECURRENT_GEMMA,
                    config -> {
                      config.putArray("_block_types").add("attention").add("recurrent");
                      config.put("num_hidden_layers", 5);
                    })
                .layers())
        .isEqualTo(List.of(A, R, A, R, A));
    assertThat(read(RECURRENT_GEMMA, config -> config.remove("_block_types")).layers())
        .startsWith(R, R, A, R, R, A);
    assertThat(
            read(RECURRENT_GEMMA, config -> config.putArray("_block_types").add("recurrent"))
                .attentionLayers())
        .as("Hawk has no attention")
        .isEmpty();
    refuses(RECURRENT_GEMMA, config -> config.putArray("_block_types"), "a list of 'recurrent'");
    refuses(RECURRENT_GEMMA, config -> config.put("_block_types", "recurrent"), "a list of");
    refuses(
        RECURRENT_GEMMA,
        config -> config.putObject("_block_types").put("0", "recurrent"),
        "a list of");
    refuses(
        RECURRENT_GEMMA,
        config -> config.putArray("_block_types").add("mamba"),
        "block_types 'mamba'");
    refuses(RECURRENT_GEMMA, config -> config.putArray("_block_types").add(1), "'1'");
  }

  @Test
  void offersTheNearestFamily() {
    refuses(
        RECURRENT_GEMMA,
        config -> config.put("model_type", "recurrentgemma"),
        "did you mean 'recurrent_gemma'?");
    refuses(MISTRAL, config -> config.put("model_type", "mixtral"), "did you mean 'mistral'?");
    refuses(
        GEMMA,
        config -> config.put("model_type", "gpt2"),
        "supported are recurrent_gemma, gemma, gemma2,");
    refuses(GEMMA, config -> config.remove("model_type"), "model_type ''");
    refuses(GEMMA, config -> config.put("model_type", 5), "wanted is a string");
    refuses(GEMMA, config -> config.put("model_type", "x".repeat(1_000_000)), "model_type 'xxx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads"})
  void namesASizeThatIsMissingOrAbsurd(String key) {
    for (String family : new String[] {RECURRENT_GEMMA, GEMMA, MISTRAL}) {
      refuses(family, config -> config.remove(key), "has no '" + key + "'");
      refuses(family, config -> config.putNull(key), "has no '" + key + "'");
      for (String value :
          new String[] {
            "0",
            "-1",
            "2147483648",
            "-2147483648",
            "2147483647",
            "1e3",
            "2.5",
            "\"4\"",
            "true",
            "[4]",
            "{}",
            "123456789012345678901234567890"
          }) {
        refuses(family, config -> config.set(key, json(value)), "'" + key + "': ");
      }
    }
  }

  @Test
  void refusesSizesThatDoNotFitTogether() {
    refuses(RECURRENT_GEMMA, c -> c.put("intermediate_size", 15361), "an even number");
    refuses(RECURRENT_GEMMA, c -> c.put("lru_width", 2561), "a multiple of the 10 heads");
    refuses(RECURRENT_GEMMA, c -> c.put("lru_width", 100_000), "at most 4096 channels");
    refuses(RECURRENT_GEMMA, c -> c.put("num_attention_heads", 7), "a divisor of hidden_size");
    refuses(MISTRAL, c -> c.put("num_key_value_heads", 3), "a divisor of the 32");
    refuses(MISTRAL, c -> c.put("head_dim", 1 << 20), "no wider than");
    refuses(RECURRENT_GEMMA, c -> c.put("partial_rotary_factor", 0.498), "rotary dimensions");
    refuses(RECURRENT_GEMMA, c -> c.put("partial_rotary_factor", 2), "512 rotary dimensions");
    refuses(RECURRENT_GEMMA, c -> c.put("conv1d_width", 1 << 19), "at most 1024");
    refuses(MISTRAL, c -> c.put("num_hidden_layers", 1 << 19), "at most 4096");
  }

  @Test
  void refusesNumbersNoModelHas() {
    for (String key : new String[] {"rms_norm_eps", "rope_theta", "logits_soft_cap"}) {
      for (String value : new String[] {"-1", "1e39", "1e999", "\"1\"", "[]", "true"}) {
        refuses(RECURRENT_GEMMA, config -> config.set(key, json(value)), "'" + key + "': ");
      }
    }
    refuses(RECURRENT_GEMMA, config -> config.put("rope_theta", 0), "a positive number");
    refuses(RECURRENT_GEMMA, config -> config.put("rms_norm_eps", 1e-60), "a positive number");
    assertThat(read(RECURRENT_GEMMA, config -> config.put("logits_soft_cap", 0)).logitSoftCap())
        .isZero();
  }

  @Test
  void refusesWhatItDoesNotCompute() {
    refuses(
        MISTRAL,
        config -> config.putObject("rope_scaling").put("type", "dynamic").put("factor", 2),
        "rope_type 'dynamic'");
    refuses(
        GEMMA,
        config -> config.putObject("rope_parameters").put("rope_type", "yarn"),
        "rope_type 'yarn'");
    refuses(GEMMA, config -> config.put("tie_word_embeddings", "yes"), "true or false");
  }

  private static ModelConfiguration read(String json, Consumer<ObjectNode> edit) {
    ObjectNode config = (ObjectNode) json(json);
    edit.accept(config);
    return ConfigurationReader.read(new Fields(Path.of("config.json"), config));
  }

  private static List<Integer> windows(String json, Consumer<ObjectNode> edit) {
    return read(json, edit).attentionLayers().stream()
        .map(LayerKind.Attention::visibleKeys)
        .toList();
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return TensorFile.JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void refuses(String json, Consumer<ObjectNode> edit, String named) {
    assertThatThrownBy(() -> read(json, edit))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(named)
        .message()
        .hasSizeLessThan(600);
  }
}
