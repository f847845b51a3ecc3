package dev.assay.core.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the originals hold to be letters, numbers and white space, from a table of this project's
 * own: a JDK's Unicode is another with every release, and ids must not be. The table was asked of
 * tokenizers 0.23 (src/test/oracle/unicode_tables.py); unassigned code points are in none of them.
 */
final class Characters {
  /** Neither letter, number nor white space. */
  static final byte OTHER = 0;

  /** {@code \p{L}} of the originals' patterns. */
  static final byte LETTER = 1;

  /** {@code \p{N}} of the originals' patterns. */
  static final byte NUMBER = 2;

  /** {@code \s} of the originals' patterns. All are single chars. */
  static final byte SPACE = 3;

  private static final String TABLE = "characters.txt";
  private static final Map<String, BitSet> SETS = read();
  private static final BitSet DIGITS = SETS.get("digits");
  private static final BitSet COMPOSING = SETS.get("composing");
  private static final byte[] KINDS = kinds();

  private Characters() {}

  /** {@link #OTHER}, {@link #LETTER}, {@link #NUMBER} or {@link #SPACE}. */
  static byte kind(int codePoint) {
    return codePoint < KINDS.length ? KINDS[codePoint] : OTHER;
  }

  /** Whether Digits sets the code point apart: its table is newer than that of the patterns. */
  static boolean isDigit(int codePoint) {
    return kind(codePoint) == NUMBER || DIGITS.get(codePoint);
  }

  /** Whether NFC may change the code point, or what is beside it on its account. */
  static boolean isComposing(int codePoint) {
    return COMPOSING.get(codePoint);
  }

  private static byte[] kinds() {
    BitSet letters = SETS.get("letters");
    BitSet numbers = SETS.get("numbers");
    byte[] kinds = new byte[Math.max(letters.length(), numbers.length())];
    letters.stream().forEach(point -> kinds[point] = LETTER);
    numbers.stream().forEach(point -> kinds[point] = NUMBER);
    SETS.get("spaces").stream().forEach(point -> kinds[point] = SPACE);
    return kinds;
  }

  /** Lines of a name and ranges of hexadecimal code points; those that begin with # are remarks. */
  private static Map<String, BitSet> read() {
    Map<String, BitSet> sets = new HashMap<>();
    try (InputStream stream = Characters.class.getResourceAsStream(TABLE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, TABLE), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] words = line.split(" ");
        if (!line.startsWith("#")) {
          BitSet set = new BitSet();
          for (int i = 1; i < words.length; i++) {
            String[] range = words[i].split("-");
            int first = Integer.parseInt(range[0], 16);
            int last = Integer.parseInt(range[range.length - 1], 16);
            set.set(first, last + 1);
          }
          sets.put(words[0], set);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sets;
  }
}
