package dev.assay.tokenizer;

import java.util.OptionalInt;

/** Text to token ids and back. Immutable and safe for use by many threads. */
public interface Tokenizer {

  /** Ids of the text alone: no BOS, no EOS is added. */
  int[] encode(String text);

  /**
   * Text of the ids, special tokens written out.
   *
   * @throws dev.assay.error.AssayException if an id is outside the vocabulary
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
