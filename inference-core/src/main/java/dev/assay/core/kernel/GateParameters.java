package dev.assay.core.kernel;

/**
 * Parameters of the gates of a real-gated linear recurrent unit (Griffin, arXiv 2402.19427, §2.4),
 * one value per channel.
 *
 * @param inputBias added before the sigmoid of the input gate
 * @param recurrenceBias added before the sigmoid of the recurrence gate
 * @param logDecay −8·softplus(λ): log a = logDecay · r
 */
public record GateParameters(float[] inputBias, float[] recurrenceBias, float[] logDecay) {}
