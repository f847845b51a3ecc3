package dev.assay.core.tokenizer;

import java.util.OptionalInt;

/** Text to token ids and back. Immutable and safe for use by many threads. */
public interface Tokenizer {

  /**
   * Ids of the text alone: no BOS, no EOS is added. A surrogate that is not half of a pair counts
   * as U+FFFD, which is what writing the text as UTF-8 for the original tokenizers would make of
   * it.
   */
  int[] encode(String text);

  /**
   * The same tokenizer for texts that a chat template wrote: control tokens are found in them by
   * their texts. A tokenizer.json's, and those given by value, always are; SentencePiece takes them
   * for ordinary text.
   */
  default Tokenizer parsingSpecialTokens() {
    return this;
  }

  /**
   * Text of the ids, {@link SpecialTokens#KEPT}. Control pieces of a SentencePiece model file have
   * no text, as in the original.
   *
   * @throws dev.assay.core.error.AssayException if an id is outside the vocabulary
   */
  default String decode(int[] ids) {
    return decode(ids, SpecialTokens.KEPT);
  }

  /**
   * Text of the ids.
   *
   * @param special special tokens are a tokenizer.json's added tokens that it calls so, and control
   *     and unknown tokens of a vocabulary that states types
   * @throws dev.assay.core.error.AssayException if an id is outside the vocabulary
   */
  String decode(int[] ids, SpecialTokens special);

  /** Number of ids: every id is in [0, vocabularySize). */
  int vocabularySize();

  /** The id of a vocabulary entry or added token, by its exact text. */
  OptionalInt id(String token);

  /** Begin-of-sequence id, where the vocabulary or its configuration names one. */
  OptionalInt beginOfSequence();

  /**
   * Whether the original puts BOS before every text: as tokenizer_config.json's {@code
   * add_bos_token} has it, else as the post-processor of tokenizer.json, else as is usual for the
   * kind: byte-level tokenizers do not, others do.
   */
  boolean addsBeginOfSequence();

  /** End-of-sequence id, where the vocabulary or its configuration names one. */
  OptionalInt endOfSequence();
}
