package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.family.RotaryRule;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.Rotary;
import dev.assay.core.model.RotaryScaling;
import java.util.List;
import java.util.Map;

/**
 * Rotary embeddings of config.json: {@code rope_theta} and {@code rope_scaling} at its top, as
 * published files have them, or the object {@code rope_parameters} of newer transformers, which
 * holds one object per type of layer where types differ.
 */
final class RotaryReader {
  private static final String PARAMETERS = "rope_parameters";
  private static final String SCALING = "rope_scaling";
  private static final String GLOBAL = "full_attention";
  private static final String LOCAL = "sliding_attention";
  private static final List<String> COMPUTED = List.of("default", "linear", "llama3");

  /** What is known of scalings that are not computed. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "yarn", "its factors belong to texts longer than the model was made for",
          "longrope", "its factors depend on the length of the whole text",
          "su", "its factors depend on the length of the whole text",
          "dynamic", "its base depends on the length of the whole text");

  private final Fields fields;
  private final RotaryRule rule;
  private final int headDimension;

  RotaryReader(Fields fields, RotaryRule rule, AttentionShape attention) {
    this.fields = fields;
    this.rule = rule;
    this.headDimension = attention.headDimension();
    JsonNode parameters = fields.node().path(PARAMETERS);
    JsonNode scaling = fields.node().path(SCALING);
    if (!parameters.isObject() && fields.has(PARAMETERS)) {
      throw fields.wrong(PARAMETERS, "an object");
    }
    if (!scaling.isObject() && fields.has(SCALING)) {
      throw fields.wrong(SCALING, "an object");
    }
    if (parameters.isObject() && scaling.isObject() && !parameters.equals(scaling)) {
      throw fields.wrong(SCALING, "nothing, or what " + PARAMETERS + " says");
    }
    if (isNested() && !rule.local()) {
      throw fields.wrong(PARAMETERS, "one object for all layers");
    }
  }

  /** Of layers that see everything, or of all where they do not differ. */
  Rotary global() {
    if (isNested()) {
      return rotary(nested(GLOBAL), nested(GLOBAL), rule.theta());
    }
    Fields parameters = parameters();
    boolean newer = parameters != fields;
    return rotary(parameters, newer ? parameters : object(SCALING), rule.theta());
  }

  /** Of layers with a window. */
  Rotary local() {
    if (!rule.local()) {
      return global();
    }
    if (isNested()) {
      return rotary(nested(LOCAL), nested(LOCAL), rule.localTheta());
    }
    double theta = fields.positiveNumber("rope_local_base_freq", rule.localTheta());
    return Rotary.of(turned(parameters()), theta);
  }

  private boolean isNested() {
    JsonNode parameters = fields.node().path(PARAMETERS);
    return parameters.path(GLOBAL).isObject() || parameters.path(LOCAL).isObject();
  }

  private Fields nested(String type) {
    Fields parameters = object(PARAMETERS);
    if (!parameters.node().path(type).isObject()) {
      throw parameters.missing(type);
    }
    return new Fields(fields.file(), parameters.node().get(type));
  }

  private Fields parameters() {
    return fields.has(PARAMETERS) ? object(PARAMETERS) : fields;
  }

  private Fields object(String key) {
    return new Fields(fields.file(), fields.node().path(key));
  }

  private Rotary rotary(Fields parameters, Fields scaling, double theta) {
    return new Rotary(
        turned(parameters), parameters.positiveNumber("rope_theta", theta), scaling(scaling));
  }

  private int turned(Fields parameters) {
    Fields stated = parameters.has("partial_rotary_factor") ? parameters : fields;
    double part = stated.number("partial_rotary_factor", rule.turnedPart());
    int turned = (int) (headDimension * part);
    if (turned % 2 != 0 || turned > headDimension) {
      throw ModelErrors.of(
          fields.file() + " asks for " + turned + " rotary dimensions of " + headDimension,
          "partial_rotary_factor is " + part + ", and dimensions turn in pairs",
          "fetch the model's config.json again");
    }
    return turned;
  }

  private RotaryScaling scaling(Fields scaling) {
    String type = scaling.text("rope_type", scaling.text("type", "default"));
    return switch (type) {
      case "default" -> new RotaryScaling.None();
      case "linear" -> new RotaryScaling.Linear(stated(scaling, "factor"));
      case "llama3" -> llama3(scaling);
      default ->
          throw ModelErrors.of(
              fields.file() + " asks for rope_type '" + Fields.shown(type) + "'",
              REFUSED.getOrDefault(type, "it is not known")
                  + "; computed are: "
                  + String.join(", ", COMPUTED),
              "use a model without it");
    };
  }

  private static RotaryScaling llama3(Fields scaling) {
    double low = stated(scaling, "low_freq_factor");
    double high = stated(scaling, "high_freq_factor");
    if (high <= low) {
      throw scaling.wrong("high_freq_factor", "a number above low_freq_factor, " + low);
    }
    int positions = scaling.size("original_max_position_embeddings", Fields.MOST_TOKENS);
    return new RotaryScaling.Llama3(stated(scaling, "factor"), low, high, positions);
  }

  private static double stated(Fields scaling, String key) {
    if (!scaling.has(key)) {
      throw scaling.missing(key);
    }
    return scaling.positiveNumber(key, 1);
  }
}
