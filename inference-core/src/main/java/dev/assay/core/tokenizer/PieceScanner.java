package dev.assay.core.tokenizer;

import static dev.assay.core.tokenizer.Characters.LETTER;
import static dev.assay.core.tokenizer.Characters.NUMBER;
import static dev.assay.core.tokenizer.Characters.OTHER;
import static dev.assay.core.tokenizer.Characters.SPACE;

/**
 * The alternatives of the patterns of {@link PieceSplit}, in their order: the first that matches
 * decides, not the longest. A piece reaches at most one char beyond the run of characters of one
 * kind that ends it, so dividing a text looks at no char more than a few times.
 */
final class PieceScanner {
  /** A long s, which counts as an s where case does not matter. */
  private static final char LONG_S = '\u017F';

  private final String text;
  private final int limit;

  private PieceScanner(String text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  static int gpt2(String text, int start, int limit) {
    PieceScanner scanner = new PieceScanner(text, limit);
    int contraction = scanner.contraction(start, false);
    if (contraction > start) {
      return contraction;
    }
    int run = text.charAt(start) == ' ' && start + 1 < limit ? start + 1 : start;
    byte kind = scanner.kind(run);
    return kind == SPACE ? scanner.spaces(start) : scanner.run(run, kind, Integer.MAX_VALUE);
  }

  static int llama3(String text, int start, int limit, int mostNumbers) {
    PieceScanner scanner = new PieceScanner(text, limit);
    int contraction = scanner.contraction(start, true);
    if (contraction > start) {
      return contraction;
    }
    int first = text.codePointAt(start);
    byte kind = Characters.kind(first);
    if (kind == NUMBER) {
      return scanner.run(start, NUMBER, mostNumbers);
    }
    int letters = kind == LETTER || isNewline(first) ? start : start + Character.charCount(first);
    if (scanner.kind(letters) == LETTER) {
      return scanner.run(letters, LETTER, Integer.MAX_VALUE);
    }
    int others = first == ' ' ? start + 1 : start;
    if (scanner.kind(others) == OTHER) {
      return scanner.newlines(scanner.run(others, OTHER, Integer.MAX_VALUE));
    }
    int lines = scanner.lines(start);
    return lines > start ? lines : scanner.spaces(start);
  }

  /** The kind of the code point at a place; that of no code point at the end. */
  private byte kind(int at) {
    return at < limit ? Characters.kind(text.codePointAt(at)) : -1;
  }

  /** {@code 's|'t|'re|'ve|'m|'ll|'d}: where it ends, or {@code start} where there is none. */
  private int contraction(int start, boolean anyCase) {
    if (text.charAt(start) != '\'' || start + 1 >= limit) {
      return start;
    }
    char first = letter(start + 1, anyCase);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return start + 2;
    }
    if (start + 2 >= limit) {
      return start;
    }
    char second = letter(start + 2, anyCase);
    boolean two = (first == 'r' || first == 'v') && second == 'e' || first == 'l' && second == 'l';
    return two ? start + 3 : start;
  }

  private char letter(int at, boolean anyCase) {
    char letter = text.charAt(at);
    if (anyCase && letter >= 'A' && letter <= 'Z') {
      return (char) (letter + 'a' - 'A');
    }
    return anyCase && letter == LONG_S ? 's' : letter;
  }

  /** Where the run of so many code points of a kind at most ends. */
  private int run(int start, byte kind, int most) {
    int at = start;
    for (int count = 0; count < most && kind(at) == kind; count++) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /** {@code [\r\n]*}. */
  private int newlines(int start) {
    int at = start;
    while (at < limit && isNewline(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** {@code \s*[\r\n]+}: up to the last newline of the run of white space, if it has one. */
  private int lines(int start) {
    int end = start;
    for (int at = start; kind(at) == SPACE; at++) {
      if (isNewline(text.charAt(at))) {
        end = at + 1;
      }
    }
    return end;
  }

  /** {@code \s+(?!\S)|\s+}: all but the last of a run of white space that something follows. */
  private int spaces(int start) {
    int end = run(start, SPACE, Integer.MAX_VALUE);
    return end < limit && end - start > 1 ? end - 1 : end;
  }

  private static boolean isNewline(int point) {
    return point == '\r' || point == '\n';
  }
}
