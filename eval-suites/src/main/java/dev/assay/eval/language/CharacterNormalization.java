package dev.assay.eval.language;

import java.io.IOException;
import java.io.InputStream;
import java.lang.Character.UnicodeBlock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which characters count as one. */
final class CharacterNormalization {
  private static final String RESOURCE =
      "/com/optimaize/langdetect/cybozu/util/messages.properties";

  private final String excluded;
  private final Map<Integer, Integer> kanji = new HashMap<>();
  private final String vietnameseLetters;
  private final String vietnameseMarks;
  private final Map<Character, String> vietnamese = new HashMap<>();
  private final Pattern marked;

  CharacterNormalization() {
    Properties messages = new Properties();
    try (InputStream in = CharacterNormalization.class.getResourceAsStream(RESOURCE)) {
      messages.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
    excluded = messages.getProperty("NGram.LATIN1_EXCLUDE");
    vietnameseLetters = messages.getProperty("TO_NORMALIZE_VI_CHARS");
    vietnameseMarks = messages.getProperty("DMARK_CLASS");
    for (char mark : vietnameseMarks.toCharArray()) {
      String key = String.format("NORMALIZED_VI_CHARS_%04X", (int) mark);
      vietnamese.put(mark, messages.getProperty(key));
    }
    marked = Pattern.compile("([" + vietnameseLetters + "])([" + vietnameseMarks + "])");
    for (String name : messages.stringPropertyNames()) {
      if (name.startsWith("NGram.KANJI_")) {
        String alike = messages.getProperty(name);
        alike.codePoints().forEach(character -> kanji.put(character, alike.codePointAt(0)));
      }
    }
  }

  /** Letters with a combining mark become Vietnamese ones. */
  String vietnamese(String text) {
    return marked.matcher(text).replaceAll(this::combined);
  }

  private String combined(MatchResult match) {
    String combined = vietnamese.get(match.group(2).charAt(0));
    return combined.substring(vietnameseLetters.indexOf(match.group(1))).substring(0, 1);
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
