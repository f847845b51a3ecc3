package dev.assay.core.tokenizer;

import java.nio.file.Path;

/**
 * The pieces of a SentencePiece model by their roles.
 *
 * @param all every piece
 * @param mergeable those that may stand in a merged text; holes are all others
 * @param reserved those that are neither NORMAL, USER_DEFINED nor UNUSED
 * @param cut found in the text before it is normalised
 * @param special the control pieces, by their texts
 * @param userDefined found in the text after it is normalised
 * @param bytes null where there is no byte fallback
 * @param unused by id whether the piece is divided again; null where no piece of two or more code
 *     points is
 */
record PieceVocabulary(
    Vocabulary all,
    Vocabulary mergeable,
    Vocabulary reserved,
    TokenTrie cut,
    TokenTrie special,
    TokenTrie userDefined,
    ByteTokens bytes,
    int unknown,
    boolean[] unused) {

  /**
   * @throws dev.assay.core.error.AssayException if a text comes twice, or the unknown piece or,
   *     with byte fallback, a byte is missing
   */
  static PieceVocabulary of(Path file, SentencePieceModel model) {
    int count = model.pieces().size();
    String[] all = new String[count];
    String[] mergeable = new String[count];
    String[] reserved = new String[count];
    TokenTrie cut = new TokenTrie();
    TokenTrie special = new TokenTrie();
    TokenTrie userDefined = new TokenTrie();
    boolean[] unused = new boolean[count];
    boolean divides = false;
    int unknown = Vocabulary.ABSENT;
    for (int id = 0; id < count; id++) {
      VocabularyEntry piece = model.pieces().get(id);
      String text = piece.text();
      all[id] = text;
      (piece.type().mergeable() ? mergeable : reserved)[id] = text;
      if (model.cutsTokens()
          && (piece.type().special() || piece.type() == TokenType.USER_DEFINED)) {
        cut.add(text, id);
      }
      switch (piece.type()) {
        case USER_DEFINED -> {
          if (!model.cutsTokens()) {
            userDefined.add(text, id);
          }
        }
        case UNUSED -> {
          unused[id] = !model.cutsTokens();
          if (model.cutsTokens()) {
            break;
          }
          if (text.codePointCount(0, text.length()) > 1) {
            divides = true;
          } else {
            // It cannot be divided, and the original writes it like a code point without a piece.
            mergeable[id] = null;
          }
        }
        case UNKNOWN -> {
          if (unknown != Vocabulary.ABSENT) {
            throw TokenizerErrors.broken(file, "pieces " + unknown + " and " + id + " are UNKNOWN");
          }
          unknown = id;
        }
        case BYTE -> {
          if (ByteTokens.value(text) < 0) {
            throw TokenizerErrors.broken(file, "the BYTE piece " + id + " is '" + text + "'");
          }
        }
        case CONTROL -> special.add(text, id);
        case NORMAL -> {}
      }
    }
    Vocabulary everything = vocabulary(file, all);
    ByteTokens bytes = model.trainer().byteFallback() ? new ByteTokens(everything) : null;
    if (bytes != null && !bytes.complete()) {
      throw TokenizerErrors.broken(file, "it falls back to bytes but lacks some of the 256");
    }
    if (unknown == Vocabulary.ABSENT && (bytes == null || !model.cutsTokens())) {
      throw TokenizerErrors.broken(file, "no piece is UNKNOWN");
    }
    return new PieceVocabulary(
        everything,
        vocabulary(file, mergeable),
        vocabulary(file, reserved),
        cut,
        special,
        userDefined,
        bytes,
        unknown,
        divides ? unused : null);
  }

  private static Vocabulary vocabulary(Path file, String[] texts) {
    try {
      return new Vocabulary(texts);
    } catch (IllegalArgumentException twice) {
      throw TokenizerErrors.broken(file, "'" + twice.getMessage() + "' has two ids");
    }
  }
}
