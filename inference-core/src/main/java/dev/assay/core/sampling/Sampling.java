package dev.assay.core.sampling;

import dev.assay.core.error.AssayException;
import java.io.Serializable;

/**
 * How tokens are chosen, in the order in which it applies (that of transformers' generate): the
 * repetition penalty, temperature, top-k, top-p, min-p, a draw.
 *
 * @param temperature logits are divided by it; 0 takes the most probable token, the lowest id among
 *     equals, and the settings after it do not matter
 * @param topK tokens to draw from, the most probable ones, and those as probable as the last of
 *     them; 0 for all
 * @param topP of the tokens in ascending order of probability, those whose sum stays within 1 −
 *     topP are left out, the most probable one never; 1 for all
 * @param minP tokens less probable than this times the most probable one are left out; 0 for all
 * @param repetitionPenalty logits of tokens that the prompt or the text after it has are divided by
 *     it where they are positive and multiplied where not; 1 for none
 * @param seed of the draws: the same seed draws the same, whatever runs beside it
 */
public record Sampling(
    double temperature, int topK, double topP, double minP, double repetitionPenalty, long seed)
    implements Serializable {
  /** The most probable token, always. */
  public static final Sampling GREEDY = new Sampling(0, 0, 1, 0, 1, 0);

  private static final double MOST = 100;

  /** Logits divided by it are still finite. */
  private static final double LEAST_TEMPERATURE = 1e-6;

  /**
   * @throws AssayException of kind REQUEST for a number outside its bounds
   */
  public Sampling {
    check(
        "temperature",
        temperature,
        temperature == 0 || temperature >= LEAST_TEMPERATURE && temperature <= MOST,
        "0, or " + LEAST_TEMPERATURE + " to " + MOST);
    check("top_k", topK, topK >= 0, "0 or more");
    check("top_p", topP, topP > 0 && topP <= 1, "above 0, at most 1");
    check("min_p", minP, minP >= 0 && minP <= 1, "0 to 1");
    check(
        "repetition_penalty",
        repetitionPenalty,
        repetitionPenalty >= 1 / MOST && repetitionPenalty <= MOST,
        1 / MOST + " to " + MOST);
  }

  public Sampling withTemperature(double other) {
    return new Sampling(other, topK, topP, minP, repetitionPenalty, seed);
  }

  public Sampling withTopK(int other) {
    return new Sampling(temperature, other, topP, minP, repetitionPenalty, seed);
  }

  public Sampling withTopP(double other) {
    return new Sampling(temperature, topK, other, minP, repetitionPenalty, seed);
  }

  public Sampling withMinP(double other) {
    return new Sampling(temperature, topK, topP, other, repetitionPenalty, seed);
  }

  public Sampling withRepetitionPenalty(double other) {
    return new Sampling(temperature, topK, topP, minP, other, seed);
  }

  /** The same, drawn from another seed. */
  public Sampling withSeed(long other) {
    return new Sampling(temperature, topK, topP, minP, repetitionPenalty, other);
  }

  boolean greedy() {
    return temperature == 0;
  }

  private static void check(String name, Number value, boolean fits, String bounds) {
    if (!fits) {
      throw AssayException.request(
          "invalid_parameter",
          name + " is " + value,
          "it must be " + bounds,
          "correct it, or leave it out for its default");
    }
  }
}
