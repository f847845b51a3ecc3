package dev.assay.core.tokenizer;

import java.util.Arrays;

/**
 * GPT-2's alphabet: one printable character for each byte, in which the entries of byte-level
 * vocabularies are spelled (openai/gpt-2, encoder.py, bytes_to_unicode). Bytes that are printable
 * in Latin-1 stand for themselves, the 68 others in ascending order are U+0100, U+0101, ….
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = new char[256];
  private static final int[] BYTES = new int[256 + 68];

  static {
    Arrays.fill(BYTES, -1);
    char next = 0x100;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          value >= 0x21 && value <= 0x7E || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
      CHARACTERS[value] = printable ? (char) value : next++;
      BYTES[CHARACTERS[value]] = value;
    }
  }

  private ByteAlphabet() {}

  /** The byte that a character stands for, or -1. */
  static int value(char character) {
    return character < BYTES.length ? BYTES[character] : -1;
  }

  /** Whether every byte has a symbol of its own in the vocabulary. */
  static boolean isIn(Vocabulary vocabulary) {
    for (char character : CHARACTERS) {
      if (vocabulary.id(character) == Vocabulary.ABSENT) {
        return false;
      }
    }
    return true;
  }

  /** Appends the UTF-8 bytes of the well-formed text's chars in [start, end). */
  static void spell(String text, int start, int end, StringBuilder spelled) {
    for (int i = start; i < end; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80) {
        spelled.append(CHARACTERS[point]);
      } else if (point < 0x800) {
        spelled.append(CHARACTERS[0xC0 | point >> 6]).append(following(point, 0));
      } else if (point < 0x10000) {
        spelled
            .append(CHARACTERS[0xE0 | point >> 12])
            .append(following(point, 6))
            .append(following(point, 0));
      } else {
        spelled
            .append(CHARACTERS[0xF0 | point >> 18])
            .append(following(point, 12))
            .append(following(point, 6))
            .append(following(point, 0));
      }
    }
  }

  private static char following(int point, int shift) {
    return CHARACTERS[0x80 | point >> shift & 0x3F];
  }
}
