package dev.assay.core.tokenizer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * User-defined pieces that are nothing but spaces, as Gemma's vocabularies have them for up to 31.
 * SentencePiece and llama.cpp cut them out of the text, the longest first; the published
 * tokenizer.json merges spaces to them before anything else, the shorter pieces first. Both make
 * the same of a run that is a piece, and differ where it is longer, or is written with U+2581. Here
 * they are merged, so that a GGUF file has the ids of the folder that it was made from.
 */
final class SpaceRuns {
  private SpaceRuns() {}

  /** The pieces, with runs of spaces among those to be merged, ahead of all others. */
  static List<VocabularyEntry> merged(List<VocabularyEntry> pieces) {
    Set<String> texts = new HashSet<>();
    float best = 0;
    for (VocabularyEntry piece : pieces) {
      texts.add(piece.text());
      best = Math.max(best, piece.score());
    }
    List<VocabularyEntry> merged = new ArrayList<>(pieces);
    for (int id = 0; id < pieces.size(); id++) {
      VocabularyEntry piece = pieces.get(id);
      String text = piece.text();
      String escaped = text.replace(' ', '\u2581');
      boolean spaces = text.length() > 1 && text.chars().allMatch(character -> character == ' ');
      if (spaces && piece.type() == TokenType.USER_DEFINED && !texts.contains(escaped)) {
        float score = best + 1 + pieces.size() - id;
        merged.set(id, new VocabularyEntry(escaped, score, TokenType.NORMAL));
      }
    }
    return List.copyOf(merged);
  }
}
