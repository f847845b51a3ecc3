package dev.assay.core.tokenizer;

/**
 * UTF-8 as Rust's {@code from_utf8_lossy} reads it: U+FFFD for every longest beginning of a
 * character that goes on wrongly, and for every byte that begins none. What a JDK makes of broken
 * UTF-8 is its own affair and has changed between releases.
 */
final class LenientUtf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private LenientUtf8() {}

  static String decode(byte[] bytes) {
    int length = bytes.length;
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; ) {
      int first = bytes[i] & 0xFF;
      int size = size(first);
      int point = size == 1 ? first : first & 0x7F >> size;
      int read = 1;
      while (read < size && i + read < length && follows(first, read, bytes[i + read] & 0xFF)) {
        point = point << 6 | bytes[i + read++] & 0x3F;
      }
      if (size == 0 || read < size) {
        text.append(REPLACEMENT);
      } else {
        text.appendCodePoint(point);
      }
      i += read;
    }
    return text.toString();
  }

  /** Bytes of the character that a byte begins; 0 where it begins none. */
  private static int size(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  }

  /** Neither overlong forms, nor surrogates, nor what is beyond U+10FFFF. */
  private static boolean follows(int first, int index, int next) {
    int least = 0x80;
    int most = 0xBF;
    if (index == 1) {
      switch (first) {
        case 0xE0 -> least = 0xA0;
        case 0xED -> most = 0x9F;
        case 0xF0 -> least = 0x90;
        case 0xF4 -> most = 0x8F;
        default -> {}
      }
    }
    return next >= least && next <= most;
  }
}
