package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.NearestNames;
import dev.assay.core.family.AttentionRules;
import dev.assay.core.family.Defaults;
import dev.assay.core.family.EmbeddingScale;
import dev.assay.core.family.Families;
import dev.assay.core.family.Family;
import dev.assay.core.family.FeedForwardRules;
import dev.assay.core.family.SoftCapRule;
import dev.assay.core.family.Wrapper;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import java.nio.file.Path;
import java.util.List;

/**
 * config.json, with the keys of the published files and those that newer transformers write, to one
 * {@link ModelConfiguration}, as the family of its {@code model_type} says. A key that would change
 * numbers and is not computed is refused by name.
 */
public final class ConfigurationReader {
  private static final int MOST_TAPS = 1 << 10;

  /** Bounds what a worker reads at once of the gates. */
  private static final int MOST_GATE_CHANNELS = 1 << 12;

  private final Family family;
  private final Fields fields;

  private ConfigurationReader(Family family, Fields fields) {
    this.family = family;
    this.fields = fields;
  }

  /**
   * Reads a configuration.
   *
   * @param file names the source in errors
   * @param configuration what config.json holds, a JSON object
   * @throws AssayException of kind MODEL that names what is missing, wrong or not computed
   */
  public static ModelConfiguration read(Path file, JsonNode configuration) {
    return read(new Fields(file, configuration));
  }

  static ModelConfiguration read(Fields fields) {
    String modelType = fields.text("model_type", "");
    Family family = Families.named(modelType).orElseThrow(() -> unknown(fields.file(), modelType));
    ConfigurationReader reader = new ConfigurationReader(family, inner(fields, family.wrapper()));
    Unsupported.refuse(reader.fields);
    return reader.configuration();
  }

  private static Fields inner(Fields fields, Wrapper wrapper) {
    String key = wrapper.configuration();
    if (key.isEmpty()) {
      return fields;
    }
    if (!fields.has(key)) {
      throw fields.missing(key);
    }
    JsonNode inner = fields.node().get(key);
    if (!inner.isObject()) {
      throw fields.wrong(key, "an object: the configuration of the text part");
    }
    return new Fields(fields.file(), inner);
  }

  private static AssayException unknown(Path file, String modelType) {
    boolean experts = modelType.endsWith("_moe");
    List<String> known = Families.MODEL_TYPES;
    return ModelErrors.of(
        file + " has model_type '" + Fields.shown(modelType) + "'",
        (experts ? "mixtures of experts are not computed; " : "")
            + "supported are "
            + String.join(", ", known),
        NearestNames.suggestion(modelType, known, "use a model of one of these families"));
  }

  private ModelConfiguration configuration() {
    Defaults defaults = family.defaults();
    int width = fields.size("hidden_size", Fields.MOST);
    int heads = stated("num_attention_heads", defaults.heads(), Fields.MOST);
    int expanded = feedForwardWidth();
    AttentionShape attention = attention(width, heads);
    List<LayerKind> layers = new LayerReader(family, fields, attention).layers();
    boolean recurs = layers.contains(LayerKind.RECURRENT);
    boolean attends = layers.stream().anyMatch(LayerKind.Attention.class::isInstance);
    return new ModelConfiguration(
        family,
        stated("vocab_size", defaults.vocabulary(), Fields.MOST_TOKENS),
        width,
        layers,
        attends ? attention : null,
        recurs ? recurrence(width, heads) : null,
        expanded,
        family.feedForward().activation(),
        (float) fields.positiveNumber("rms_norm_eps", defaults.normEpsilon()),
        embeddingScale(width),
        softCap(family.finalSoftCap()),
        family.biases().of(fields.flag("attention_bias", false), fields.flag("mlp_bias", false)),
        fields.flag("tie_word_embeddings", defaults.tiedHead()),
        fields.size("max_position_embeddings", defaults.positions(), Fields.MOST_TOKENS));
  }

  /** A size that the file must state, unless the family has a default for it. */
  private int stated(String key, int otherwise, int most) {
    return otherwise == 0 ? fields.size(key, most) : fields.size(key, otherwise, most);
  }

  private int feedForwardWidth() {
    FeedForwardRules rules = family.feedForward();
    fields.require(
        rules.activationKey(),
        fields.text(rules.activationKey(), rules.activationName()),
        List.of(rules.activationName()));
    int counted = fields.size("intermediate_size", Fields.MOST);
    if (counted % rules.countedMatrices() != 0) {
      throw fields.wrong("intermediate_size", "an even number: the width of gate and up together");
    }
    return counted / rules.countedMatrices();
  }

  private AttentionShape attention(int width, int heads) {
    Defaults defaults = family.defaults();
    int many = defaults.keyValueHeads() == 0 ? heads : defaults.keyValueHeads();
    int keyValueHeads = fields.size("num_key_value_heads", many, Fields.MOST);
    if (heads % keyValueHeads != 0) {
      throw fields.wrong("num_key_value_heads", "a divisor of the " + heads + " attention heads");
    }
    boolean derived = defaults.headDimension() == 0;
    if (derived && !fields.has("head_dim") && width % heads != 0) {
      throw fields.wrong("num_attention_heads", "a divisor of hidden_size " + width);
    }
    int otherwise = derived ? Math.max(1, width / heads) : defaults.headDimension();
    int headDimension = fields.size("head_dim", otherwise, Fields.MOST);
    if ((long) heads * headDimension > Fields.MOST) {
      throw fields.wrong("head_dim", "heads that are no wider than " + Fields.MOST + " together");
    }
    double scaled =
        family.attention().scale() == AttentionRules.Scale.QUERY_SCALAR
            ? fields.positiveNumber("query_pre_attn_scalar", 256)
            : headDimension;
    return new AttentionShape(
        heads,
        keyValueHeads,
        headDimension,
        AttentionShape.inverseRoot(scaled),
        softCap(family.attention().softCap()));
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

  private float embeddingScale(int width) {
    boolean scaled =
        family.embeddingScale() != EmbeddingScale.ROUNDED_ROOT
            || fields.flag("embeddings_scale_by_sqrt_dim", true);
    return scaled ? family.embeddingScale().of(width) : 1f;
  }

  /** 0 without a cap. */
  private float softCap(SoftCapRule rule) {
    if (rule.key().isEmpty() || fields.node().path(rule.key()).isNull()) {
      return 0f;
    }
    return (float) fields.number(rule.key(), rule.otherwise());
  }
}
