package dev.assay.core.kernel;

/**
 * Parameters of the gates of a real-gated linear recurrent unit (Griffin, arXiv 2402.19427, §2.4),
 * one value per channel.
 *
 * @param inputBias added before the sigmoid of the input gate
 * @param recurrenceBias added before the sigmoid of the recurrence gate
 * @param logDecay −8·softplus(λ): log a = logDecay · r
 * @param first where the values of the first channel stand
 */
public record GateParameters(
    float[] inputBias, float[] recurrenceBias, float[] logDecay, int first) {

  public GateParameters(float[] inputBias, float[] recurrenceBias, float[] logDecay) {
    this(inputBias, recurrenceBias, logDecay, 0);
  }

  /** The same parameters, with {@code channel} as channel 0. */
  public GateParameters from(int channel) {
    return new GateParameters(inputBias, recurrenceBias, logDecay, first + channel);
  }
}
