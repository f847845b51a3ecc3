package dev.assay.core.tokenizer;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where byte-level tokenizers divide a text before anything is merged. Each split is what one
 * regular expression finds, written out by hand: a file's own expression is recognised by its exact
 * text and never run, so none can take forever, and every text is divided in one pass.
 */
public enum PieceSplit {
  /** GPT-2's. */
  GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+") {
    @Override
    int end(String text, int start, int limit) {
      return PieceScanner.gpt2(text, start, limit);
    }
  },

  /**
   * SmolLM's and StarCoder's: every digit is a piece, and GPT-2's split divides what is between.
   */
  DIGITS_GPT2("Digits, then GPT-2's") {
    @Override
    int end(String text, int start, int limit) {
      return PieceScanner.gpt2(text, start, limit);
    }

    @Override
    void divide(String text, IdBuffer ends) {
      int part = 0;
      for (int i = 0; i < text.length(); ) {
        int point = text.codePointAt(i);
        int next = i + Character.charCount(point);
        if (Characters.isDigit(point)) {
          divide(text, part, i, ends);
          ends.add(next);
          part = next;
        }
        i = next;
      }
      divide(text, part, text.length(), ends);
    }
  },

  /** Llama 3's. */
  LLAMA3(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+") {
    @Override
    int end(String text, int start, int limit) {
      return PieceScanner.llama3(text, start, limit, 3);
    }
  },

  /** That of Qwen 2, 2.5 and 3: Llama 3's with one digit at a time. */
  QWEN2(
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+") {
    @Override
    int end(String text, int start, int limit) {
      return PieceScanner.llama3(text, start, limit, 1);
    }
  };

  private final String pattern;

  PieceSplit(String pattern) {
    this.pattern = pattern;
  }

  /** The split of a regular expression, by its exact text; empty for any other. */
  static Optional<PieceSplit> ofPattern(String pattern) {
    return Arrays.stream(values()).filter(split -> split.pattern.equals(pattern)).findFirst();
  }

  /** Where the piece ends that begins at {@code start}, in a text that ends at {@code limit}. */
  abstract int end(String text, int start, int limit);

  /** Appends where each piece ends; together they are the whole text. */
  void divide(String text, IdBuffer ends) {
    divide(text, 0, text.length(), ends);
  }

  final void divide(String text, int start, int limit, IdBuffer ends) {
    for (int at = start; at < limit; ) {
      at = end(text, at, limit);
      ends.add(at);
    }
  }
}
