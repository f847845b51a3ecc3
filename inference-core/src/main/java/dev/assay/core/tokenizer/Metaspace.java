package dev.assay.core.tokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * The pre-tokenizer and decoder that write spaces as another character.
 *
 * @param replacement stands for a space, usually U+2581
 * @param prepend where the replacement is put before text that does not begin with it
 * @param splits whether every replacement begins a word that is encoded by itself
 */
record Metaspace(char replacement, Prepend prepend, boolean splits) implements Decoder {
  enum Prepend {
    /** Before every stretch of text between added tokens. */
    ALWAYS,
    /** Only where the stretch begins the whole text. */
    FIRST,
    NEVER
  }

  /** The stretch with spaces replaced and the replacement put before it where it is due. */
  String escape(String stretch, boolean beginsText) {
    String escaped = stretch.replace(' ', replacement);
    boolean due = prepend == Prepend.ALWAYS || prepend == Prepend.FIRST && beginsText;
    return due && !escaped.isEmpty() && escaped.charAt(0) != replacement
        ? replacement + escaped
        : escaped;
  }

  /** Where the word that begins at {@code start} ends. */
  int endOfWord(String escaped, int start) {
    int end = splits ? escaped.indexOf(replacement, start + 1) : -1;
    return end < 0 ? escaped.length() : end;
  }

  @Override
  public List<String> decode(List<String> tokens) {
    List<String> decoded = new ArrayList<>(tokens.size());
    for (String token : tokens) {
      boolean drops = decoded.isEmpty() && prepend != Prepend.NEVER;
      decoded.add(token.replace(String.valueOf(replacement), drops ? "" : " "));
    }
    return decoded;
  }
}
