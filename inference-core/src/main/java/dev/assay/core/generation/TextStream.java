package dev.assay.core.generation;

import dev.assay.core.tokenizer.Tokenizer;
import java.util.Arrays;

/**
 * The text of tokens that come one by one. A token's text can depend on the one before it, and a
 * character can take several: only the last few tokens are decoded, with and without the new one,
 * and what is not yet a whole character waits.
 */
final class TextStream {
  private static final char REPLACEMENT = '\uFFFD';

  /** Tokens of a character at most: so many that are none will not become one. */
  private static final int MOST_WAITING = 4;

  private final Tokenizer tokenizer;
  private int[] tokens = new int[16];
  private int count;
  private int from;
  private int told;

  TextStream(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** The text that a token adds; empty while a character is not whole. */
  String append(int token) {
    if (count == tokens.length) {
      System.arraycopy(tokens, from, tokens, 0, count - from);
      count -= from;
      told -= from;
      from = 0;
      tokens = count > tokens.length / 2 ? Arrays.copyOf(tokens, 2 * tokens.length) : tokens;
    }
    tokens[count++] = token;
    String before = tokenizer.decode(Arrays.copyOfRange(tokens, from, told));
    String after = tokenizer.decode(Arrays.copyOfRange(tokens, from, count));
    boolean broken = !after.isEmpty() && after.charAt(after.length() - 1) == REPLACEMENT;
    if (broken && count - told < MOST_WAITING) {
      return "";
    }
    if (after.length() <= before.length()) {
      told = count;
      return "";
    }
    from = told;
    told = count;
    return after.substring(before.length());
  }
}
