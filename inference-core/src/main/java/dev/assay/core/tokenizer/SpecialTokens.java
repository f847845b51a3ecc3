package dev.assay.core.tokenizer;

/**
 * What becomes, in a decoded text, of tokens that steer the model rather than say something: begin
 * and end of sequence, turns of a conversation, padding.
 */
public enum SpecialTokens {
  /** They are written out. */
  KEPT,
  /** They leave nothing, as with {@code skip_special_tokens} of the originals. */
  SKIPPED
}
