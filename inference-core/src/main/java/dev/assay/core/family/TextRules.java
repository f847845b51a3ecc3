package dev.assay.core.family;

/**
 * Tokens and texts around a family's models.
 *
 * @param begin whether a text begins with BOS
 * @param evaluationLength tokens that are read at most in an evaluation, as far as the model states
 *     no smaller length; {@link Integer#MAX_VALUE} for what it states
 * @param conversation how conversations are written where a folder has no chat template
 */
public record TextRules(Begin begin, int evaluationLength, Conversation conversation) {

  /** Whether a text begins with BOS. */
  public enum Begin {
    /** Always: models of the family collapse without. */
    ALWAYS,
    /** As the tokenizer's files say. */
    BY_TOKENIZER
  }

  /** Forms of conversations that are known without a template. */
  public enum Conversation {
    GEMMA,
    MISTRAL,
    /** None: the folder has to say it. */
    UNKNOWN
  }
}
