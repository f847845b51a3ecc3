package dev.assay.core.checkpoint;

import dev.assay.core.error.AssayException;
import dev.assay.core.family.TensorPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that GGUF gives tensors (llama.cpp, gguf-py/gguf/constants.py), as Hugging Face
 * repositories have them.
 */
final class GgufNames {
  static final String EMBEDDING = "token_embd.weight";
  static final String HEAD = "output.weight";
  static final String ROTARY_DIVISORS = "rope_freqs.weight";

  private static final String FINAL_NORM = "output_norm.weight";
  private static final Pattern LAYER = Pattern.compile("blk\\.(\\d{1,6})\\.(\\w+)\\.(weight|bias)");

  private static final Map<String, String> PROJECTIONS =
      Map.of(
          "attn_q", "q_proj",
          "attn_k", "k_proj",
          "attn_v", "v_proj",
          "attn_output", "o_proj",
          "attn_qkv", "qkv_proj",
          "attn_q_norm", "q_norm",
          "attn_k_norm", "k_norm");

  private final Path file;
  private final TensorPlan plan;

  GgufNames(Path file, TensorPlan plan) {
    this.file = file;
    this.plan = plan;
  }

  /**
   * @throws AssayException of kind MODEL for a tensor that no model here has
   */
  String of(String name) {
    switch (name) {
      case EMBEDDING:
        return TensorPlan.EMBEDDING;
      case HEAD:
        return TensorPlan.HEAD;
      case FINAL_NORM:
        return plan.finalNorm();
      default:
        Matcher matcher = LAYER.matcher(name);
        String within = matcher.matches() ? within(matcher.group(2), "." + matcher.group(3)) : "";
        if (within.isEmpty()) {
          throw unknown(name);
        }
        return TensorPlan.layer(Integer.parseInt(matcher.group(1)), within);
    }
  }

  /** Empty for a name that is not known. */
  private String within(String name, String suffix) {
    if (PROJECTIONS.containsKey(name)) {
      return plan.mixer() + PROJECTIONS.get(name) + suffix;
    }
    return switch (name) {
      case "attn_norm" -> plan.mixerNorm();
      case "post_attention_norm" -> plan.mixerOutputNorm();
      case "ffn_norm" -> plan.feedForwardNorm();
      case "post_ffw_norm" -> plan.feedForwardOutputNorm();
      case "ffn_gate" -> plan.feedForward() + "gate_proj" + suffix;
      case "ffn_up" -> plan.feedForward() + (plan.fused() ? "gate_up_proj" : "up_proj") + suffix;
      case "ffn_down" -> plan.feedForward() + "down_proj" + suffix;
      default -> "";
    };
  }

  private AssayException unknown(String name) {
    boolean experts = name.contains("_exps") || name.contains("ffn_gate_inp");
    boolean longer = name.startsWith("rope_factors");
    return ModelErrors.of(
        "tensor " + Fields.shown(name) + " of " + file + " is not computed",
        experts
            ? "mixtures of experts are not computed"
            : longer
                ? "rotary factors that depend on the length of the whole text are not computed"
                : "no model that is known here has a tensor of that name",
        "use a model of a supported kind");
  }
}
