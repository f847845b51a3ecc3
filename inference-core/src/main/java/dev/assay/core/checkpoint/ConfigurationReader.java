package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.NearestNames;
import dev.assay.core.kernel.Activation;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import java.util.ArrayList;
import java.util.List;

/**
 * config.json of the three families, with the keys of the published files and those that newer
 * transformers write, to one {@link ModelConfiguration}.
 */
final class ConfigurationReader {
  private static final String TANH_GELU = "gelu_pytorch_tanh";

  /** More than any model has; every layer costs memory before the weights are looked at. */
  private static final int MOST_LAYERS = 1 << 12;

  private static final int MOST_TAPS = 1 << 10;

  /** Bounds what a worker reads at once of the gates. */
  private static final int MOST_GATE_CHANNELS = 1 << 12;

  private static final List<String> FAMILIES = List.of("recurrent_gemma", "gemma", "mistral");

  private final Fields fields;
  private final Fields rotary;

  private ConfigurationReader(Fields fields) {
    this.fields = fields;
    JsonNode rope = fields.node().path("rope_parameters");
    this.rotary = rope.isObject() ? new Fields(fields.file(), rope) : fields;
  }

  static ModelConfiguration read(Fields fields) {
    ConfigurationReader reader = new ConfigurationReader(fields);
    reader.refuseUnsupported();
    String family = fields.text("model_type", "");
    return switch (family) {
      case "recurrent_gemma" -> reader.recurrentGemma();
      case "gemma" -> reader.gemma();
      case "mistral" -> reader.mistral();
      default -> throw unknown(fields, family);
    };
  }

  private static AssayException unknown(Fields fields, String family) {
    return ModelErrors.of(
        fields.file() + " has model_type '" + Fields.shown(family) + "'",
        "supported are " + String.join(", ", FAMILIES),
        NearestNames.suggestion(family, FAMILIES, "use a model of one of these families"));
  }

  private void refuseUnsupported() {
    if (fields.has("rope_scaling")) {
      throw ModelErrors.of(
          fields.file()
              + " has rope_scaling "
              + Fields.shown(fields.node().get("rope_scaling").toString()),
          "only unscaled rotary embeddings are computed",
          "use a model without it");
    }
    rotary.require("rope_type", rotary.text("rope_type", "default"), List.of("default"));
  }

  private ModelConfiguration recurrentGemma() {
    int width = fields.size("hidden_size", Fields.MOST);
    int heads = fields.size("num_attention_heads", Fields.MOST);
    int expanded = fields.size("intermediate_size", Fields.MOST);
    if (expanded % 2 != 0) {
      throw fields.wrong("intermediate_size", "an even number: the width of gate and up together");
    }
    fields.require(
        "hidden_activation", fields.text("hidden_activation", TANH_GELU), List.of(TANH_GELU));
    int window = fields.size("attention_window_size", 2048, Fields.MOST_TOKENS);
    float scale =
        fields.flag("embeddings_scale_by_sqrt_dim", true) ? roundToBFloat16(root(width)) : 1f;
    return new ModelConfiguration(
        "recurrent_gemma",
        fields.size("vocab_size", Fields.MOST_TOKENS),
        width,
        layers(),
        attention(width, heads, 0.5, window + 1),
        recurrence(width, heads),
        expanded / 2,
        Activation.GELU_TANH,
        epsilon(),
        scale,
        (float) fields.number("logits_soft_cap", 30),
        fields.flag("tie_word_embeddings", true),
        Integer.MAX_VALUE);
  }

  private ModelConfiguration gemma() {
    int width = fields.size("hidden_size", Fields.MOST);
    // Gemma 1 files say hidden_act "gelu" and mean the tanh form: only hidden_activation counts.
    fields.require(
        "hidden_activation", fields.text("hidden_activation", TANH_GELU), List.of(TANH_GELU));
    return attentionOnly(
        "gemma", width, Activation.GELU_TANH, root(width), Integer.MAX_VALUE, true, 8192);
  }

  private ModelConfiguration mistral() {
    fields.require("hidden_act", fields.text("hidden_act", "silu"), List.of("silu"));
    int window = fields.size("sliding_window", Integer.MAX_VALUE, Fields.MOST_TOKENS);
    return attentionOnly(
        "mistral",
        fields.size("hidden_size", Fields.MOST),
        Activation.SILU,
        1f,
        window,
        false,
        131_072);
  }

  private ModelConfiguration attentionOnly(
      String family,
      int width,
      Activation activation,
      float scale,
      int visibleKeys,
      boolean tied,
      int positions) {
    List<LayerKind> layers = new ArrayList<>();
    for (int i = 0; i < fields.size("num_hidden_layers", MOST_LAYERS); i++) {
      layers.add(LayerKind.ATTENTION);
    }
    return new ModelConfiguration(
        family,
        fields.size("vocab_size", Fields.MOST_TOKENS),
        width,
        layers,
        attention(width, fields.size("num_attention_heads", Fields.MOST), 1, visibleKeys),
        null,
        fields.size("intermediate_size", Fields.MOST),
        activation,
        epsilon(),
        scale,
        0f,
        fields.flag("tie_word_embeddings", tied),
        fields.size("max_position_embeddings", positions, Fields.MOST_TOKENS));
  }

  /** The block pattern is a cycle, not one entry per layer. */
  private List<LayerKind> layers() {
    String key = fields.has("block_types") ? "block_types" : "_block_types";
    List<LayerKind> cycle = new ArrayList<>();
    if (fields.has(key)) {
      if (!fields.node().get(key).isArray()) {
        throw fields.wrong(key, "a list of 'recurrent' and 'attention'");
      }
      for (JsonNode kind : fields.node().get(key)) {
        fields.require(key, kind.asText(), List.of("recurrent", "attention"));
        cycle.add(kind.asText().equals("recurrent") ? LayerKind.RECURRENT : LayerKind.ATTENTION);
      }
      if (cycle.isEmpty()) {
        throw fields.wrong(key, "a list of 'recurrent' and 'attention'");
      }
    } else {
      cycle.addAll(List.of(LayerKind.RECURRENT, LayerKind.RECURRENT, LayerKind.ATTENTION));
    }
    List<LayerKind> layers = new ArrayList<>();
    for (int i = 0; i < fields.size("num_hidden_layers", MOST_LAYERS); i++) {
      layers.add(cycle.get(i % cycle.size()));
    }
    return layers;
  }

  private AttentionShape attention(int width, int heads, double rotaryPart, int visibleKeys) {
    int keyValueHeads = fields.size("num_key_value_heads", heads, Fields.MOST);
    if (heads % keyValueHeads != 0) {
      throw fields.wrong("num_key_value_heads", "a divisor of the " + heads + " attention heads");
    }
    if (!fields.has("head_dim") && width % heads != 0) {
      throw fields.wrong("num_attention_heads", "a divisor of hidden_size " + width);
    }
    int headDimension = fields.size("head_dim", Math.max(1, width / heads), Fields.MOST);
    double part = rotary.number("partial_rotary_factor", rotaryPart);
    int turned = (int) (headDimension * part);
    if ((long) heads * headDimension > Fields.MOST) {
      throw fields.wrong("head_dim", "heads that are no wider than " + Fields.MOST + " together");
    }
    if (turned % 2 != 0 || turned > headDimension) {
      throw ModelErrors.of(
          fields.file() + " asks for " + turned + " rotary dimensions of " + headDimension,
          "partial_rotary_factor is " + part + ", and dimensions turn in pairs",
          "fetch the model's config.json again");
    }
    double theta = rotary.positiveNumber("rope_theta", 10_000);
    return new AttentionShape(heads, keyValueHeads, headDimension, turned, theta, visibleKeys);
  }

  private RecurrenceShape recurrence(int width, int heads) {
    int channels = fields.size("lru_width", width, Fields.MOST);
    if (channels % heads != 0) {
      throw fields.wrong("lru_width", "a multiple of the " + heads + " heads");
    }
    if (channels / heads > MOST_GATE_CHANNELS) {
      throw fields.wrong("lru_width", "at most " + MOST_GATE_CHANNELS + " channels for each head");
    }
    return new RecurrenceShape(channels, heads, fields.size("conv1d_width", 4, MOST_TAPS));
  }

  private float epsilon() {
    return (float) fields.positiveNumber("rms_norm_eps", 1e-6);
  }

  private static float root(int width) {
    return (float) StrictMath.sqrt(width);
  }

  /**
   * Round to nearest even, as the original's constant is kept in bfloat16 whatever the run's type.
   */
  static float roundToBFloat16(float value) {
    int bits = Float.floatToIntBits(value);
    return Float.intBitsToFloat(bits + 0x7FFF + (bits >>> 16 & 1) & 0xFFFF0000);
  }
}
