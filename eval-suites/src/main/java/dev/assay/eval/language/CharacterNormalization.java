package dev.assay.eval.language;

import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Which characters count as one. */
final class CharacterNormalization {
  private static final String RESOURCE =
      "/com/optimaize/langdetect/cybozu/util/messages.properties";

  /** A Vietnamese letter, and a tone after it. */
  private static final Pattern MARKED =
      Pattern.compile(
          "[AEIOUYaeiouy\u00c2\u00ca\u00d4\u00e2\u00ea\u00f4\u0102\u0103\u01a0\u01a1\u01af\u01b0]"
              + "[\u0300\u0301\u0303\u0309\u0323]");

  private final String excluded;
  private final Map<Integer, Integer> kanji = new HashMap<>();

  CharacterNormalization() {
    Properties messages = new Properties();
    try (InputStream in = CharacterNormalization.class.getResourceAsStream(RESOURCE)) {
      messages.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
    excluded = messages.getProperty("NGram.LATIN1_EXCLUDE");
    for (String name : messages.stringPropertyNames()) {
      if (name.startsWith("NGram.KANJI_")) {
        String alike = messages.getProperty(name);
        alike.codePoints().forEach(character -> kanji.put(character, alike.codePointAt(0)));
      }
    }
  }

  /** Letters with a combining mark become Vietnamese ones. */
  static String vietnamese(String text) {
    return MARKED
        .matcher(text)
        .replaceAll(match -> Normalizer.normalize(match.group(), Normalizer.Form.NFC));
  }

  /** The character that stands for another one and its like; a space for what no word has. */
  int of(int character) {
    UnicodeBlock block = UnicodeBlock.of(character);
    if (block == UnicodeBlock.BASIC_LATIN) {
      boolean letter = character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z';
      return letter ? character : ' ';
    } else if (block == UnicodeBlock.LATIN_1_SUPPLEMENT) {
      return excluded.indexOf(character) >= 0 ? ' ' : character;
    } else if (block == UnicodeBlock.LATIN_EXTENDED_B) {
      // Romanian: a comma below as a cedilla.
      return character == 0x219 ? 0x15F : character == 0x21B ? 0x163 : character;
    } else if (block == UnicodeBlock.GENERAL_PUNCTUATION) {
      return ' ';
    } else if (block == UnicodeBlock.ARABIC) {
      // Farsi yeh as Arabic yeh.
      return character == 0x6CC ? 0x64A : character;
    } else if (block == UnicodeBlock.LATIN_EXTENDED_ADDITIONAL) {
      return character >= 0x1EA0 ? 0x1EC3 : character;
    } else if (block == UnicodeBlock.HIRAGANA) {
      return 0x3042;
    } else if (block == UnicodeBlock.KATAKANA) {
      return 0x30A2;
    } else if (block == UnicodeBlock.BOPOMOFO || block == UnicodeBlock.BOPOMOFO_EXTENDED) {
      return 0x3105;
    } else if (block == UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS) {
      return kanji.getOrDefault(character, character);
    }
    return block == UnicodeBlock.HANGUL_SYLLABLES ? 0xAC00 : character;
  }
}
