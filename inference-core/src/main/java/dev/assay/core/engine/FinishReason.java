package dev.assay.core.engine;

/** Why a generation ended. */
public enum FinishReason {
  /** One of its end tokens was chosen. */
  END_TOKEN("stop"),
  /** Its {@link StopRule} ended it. */
  STOP_RULE("stop"),
  /** It has as many tokens as were asked for. */
  LENGTH("length"),
  /** The model can read no further: it was made for so many positions. */
  CONTEXT_LIMIT("context_limit");

  private final String label;

  FinishReason(String label) {
    this.label = label;
  }

  /** As the interfaces that people know name it; only the model's own limit has none there. */
  public String label() {
    return label;
  }
}
