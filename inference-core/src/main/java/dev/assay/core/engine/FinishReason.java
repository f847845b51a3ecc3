package dev.assay.core.engine;

/** Why a generation ended. */
public enum FinishReason {
  /** One of its end tokens was chosen. */
  END_TOKEN,
  /** Its {@link StopRule} ended it. */
  STOP_RULE,
  /** It has as many tokens as were asked for. */
  LENGTH,
  /** The model can read no further: it was made for so many positions. */
  CONTEXT_LIMIT
}
