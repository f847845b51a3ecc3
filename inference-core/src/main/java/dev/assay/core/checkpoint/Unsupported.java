package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Keys of config.json that change what a model computes, and that no family here has. */
final class Unsupported {
  private static final List<String> EXPERTS =
      List.of("num_experts", "num_local_experts", "n_routed_experts");

  private Unsupported() {}

  /**
   * Fails, naming the key, where a configuration asks for what is not computed.
   *
   * @throws dev.assay.core.error.AssayException of kind MODEL
   */
  static void refuse(Fields fields) {
    refuse(
        fields,
        "rope_interleaved",
        "rotary pairs are taken half a head apart, not from neighbours",
        "use a model without it");
    refuse(
        fields,
        "use_bidirectional_attention",
        "tokens see those before them only: a model that sees both ways gives embeddings, not text",
        "use the model that it was made from");
    for (String experts : EXPERTS) {
      refuse(
          fields,
          experts,
          "mixtures of experts are not computed",
          "use a dense model of the family");
    }
    refuse(
        fields,
        "quantization_config",
        "weights are read in float32, float16 and bfloat16",
        "use the model that was quantised; --quantize int8 makes it small");
  }

  private static void refuse(Fields fields, String key, String cause, String cure) {
    JsonNode value = fields.node().path(key);
    boolean off =
        value.isMissingNode() || value.isNull() || value.isBoolean() && !value.asBoolean();
    if (!off && !(value.isInt() && value.intValue() == 0)) {
      throw ModelErrors.of(
          fields.file() + " has " + key + " " + Fields.shown(value.toString()), cause, cure);
    }
  }
}
