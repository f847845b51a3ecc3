package dev.assay.core.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The tokens {@code <0x00>} to {@code <0xFF>} of a vocabulary. */
final class ByteTokens {
  private final int[] ids = new int[256];

  /**
   * @param vocabulary where to look; entries may be missing
   */
  ByteTokens(Vocabulary vocabulary) {
    for (int value = 0; value < ids.length; value++) {
      ids[value] = vocabulary.id(String.format("<0x%02X>", value));
    }
  }

  boolean complete() {
    return Arrays.stream(ids).noneMatch(id -> id == Vocabulary.ABSENT);
  }

  boolean contains(int id) {
    return Arrays.stream(ids).anyMatch(known -> known == id);
  }

  /** Appends the tokens of the code point's UTF-8 bytes; false, and nothing, if one is missing. */
  boolean write(int codePoint, IdBuffer out) {
    byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    for (byte value : bytes) {
      if (ids[value & 0xFF] == Vocabulary.ABSENT) {
        return false;
      }
    }
    for (byte value : bytes) {
      out.add(ids[value & 0xFF]);
    }
    return true;
  }

  /** The byte that a token's text {@code <0xXX>} stands for, or -1 for any other text. */
  static int value(String token) {
    if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
      return -1;
    }
    int high = hexadecimal(token.charAt(3));
    int low = hexadecimal(token.charAt(4));
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  private static int hexadecimal(char digit) {
    return digit < 128 ? Character.digit(digit, 16) : -1;
  }
}
