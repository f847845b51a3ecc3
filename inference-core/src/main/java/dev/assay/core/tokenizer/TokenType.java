package dev.assay.core.tokenizer;

import java.util.Optional;

/** What an entry of a vocabulary is for; SentencePiece numbers them from 1, and GGUF like it. */
public enum TokenType {
  NORMAL,
  UNKNOWN,
  CONTROL,
  USER_DEFINED,
  UNUSED,
  BYTE;

  /** The type of a number from 1 to 6; empty for any other. */
  public static Optional<TokenType> numbered(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }

  /** Whether merges may make such an entry. */
  boolean mergeable() {
    return this == NORMAL || this == USER_DEFINED || this == UNUSED;
  }

  /** Whether such an entry steers the model and says nothing. */
  boolean special() {
    return this == UNKNOWN || this == CONTROL;
  }
}
