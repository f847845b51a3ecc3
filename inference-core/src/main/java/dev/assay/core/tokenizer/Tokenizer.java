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
   * Text of the ids. Special tokens of a tokenizer.json are written out; control pieces of a
   * SentencePiece model have no text, as in the original.
   *
   * @throws dev.assay.core.error.AssayException if an id is outside the vocabulary
   */
  String decode(int[] ids);

  /** Number of ids: every id is in [0, vocabularySize). */
  int vocabularySize();

  /** The id of a vocabulary entry or added token, by its exact text. */
  OptionalInt id(String token);

  /** Begin-of-sequence id, where the vocabulary or its configuration names one. */
  OptionalInt beginOfSequence();

  /** End-of-sequence id, where the vocabulary or its configuration names one. */
  OptionalInt endOfSequence();
}
