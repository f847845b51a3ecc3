package dev.assay.eval.task;

import java.util.List;

/**
 * How an answer is generated. It also ends where the model ends its text.
 *
 * @param until the completion ends before the first of these, wherever tokens begin and end; may be
 *     empty
 * @param maxGenToks the most tokens; {@value #DEFAULT_MAX_GEN_TOKS}, as in the reference harness,
 *     where the file says nothing
 * @param doSample tokens are drawn; else each is the most probable one, and the settings behind
 *     this one do not matter
 * @param temperature logits are divided by it, above 0 where tokens are drawn
 * @param topP as in transformers, above 0 and at most 1
 */
public record GenerationSettings(
    List<String> until, Integer maxGenToks, boolean doSample, Double temperature, Double topP) {
  public static final int DEFAULT_MAX_GEN_TOKS = 256;

  public GenerationSettings {
    until = List.copyOf(RequiredKey.of(until, "until"));
    maxGenToks = maxGenToks == null ? DEFAULT_MAX_GEN_TOKS : maxGenToks;
    temperature = temperature == null ? (doSample ? 1.0 : 0.0) : temperature;
    topP = topP == null ? 1.0 : topP;
    if (until.contains("")) {
      throw new IllegalArgumentException("'until' has an empty text, which ends everything");
    }
    if (maxGenToks < 1) {
      throw new IllegalArgumentException("'max_gen_toks' is " + maxGenToks + ", below 1");
    }
    if (!(temperature >= 0) || doSample && temperature == 0) {
      throw new IllegalArgumentException("'temperature' is " + temperature);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("'top_p' is " + topP + ", not above 0 and at most 1");
    }
  }
}
