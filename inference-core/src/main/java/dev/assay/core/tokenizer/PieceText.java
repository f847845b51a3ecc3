package dev.assay.core.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** SentencePiece's treatment of white space on the way in, and of pieces on the way out. */
final class PieceText {
  private static final char ESCAPED_SPACE = '\u2581';

  private final SentencePieceModel model;
  private final TokenTrie userDefined;

  PieceText(SentencePieceModel model, TokenTrie userDefined) {
    this.model = model;
    this.userDefined = userDefined;
  }

  /** The text with spaces removed, put in front and escaped as the model asks for. */
  String normalize(String text) {
    SentencePieceModel.Spaces spaces = model.spaces();
    char space = spaces.escape() ? ESCAPED_SPACE : ' ';
    if (!spaces.removeExtra()) {
      String escaped = text.replace(' ', space);
      return spaces.addDummyPrefix() && !text.isEmpty() ? space + escaped : escaped;
    }
    int start = 0;
    while (start < text.length()
        && text.charAt(start) == ' '
        && endOfUnit(text, start) == start + 1) {
      start++;
    }
    if (start == text.length()) {
      return "";
    }
    StringBuilder normalized = new StringBuilder(text.length() + 1);
    if (spaces.addDummyPrefix()) {
      normalized.append(space);
    }
    boolean afterSpace = true;
    for (int i = start; i < text.length(); ) {
      int end = endOfUnit(text, i);
      int from = i;
      while (afterSpace && from < end && text.charAt(from) == ' ') {
        from++;
      }
      if (from < end) {
        normalized.append(text.substring(from, end).replace(' ', space));
        afterSpace = text.charAt(end - 1) == ' ';
      }
      i = end;
    }
    int length = normalized.length();
    while (length > 0 && normalized.charAt(length - 1) == space) {
      length--;
    }
    return normalized.substring(0, length);
  }

  /** User-defined pieces are taken whole; anything else code point by code point. */
  private int endOfUnit(String text, int start) {
    TokenTrie.Match match = userDefined.matchAt(text, start);
    return match == null ? text.offsetByCodePoints(start, 1) : match.end();
  }

  /** The text of the ids; a space the normalizer put first is dropped. */
  String decode(int[] ids, SpecialTokens special) {
    List<VocabularyEntry> pieces = model.pieces();
    SentencePieceModel.Spaces spaces = model.spaces();
    StringBuilder text = new StringBuilder();
    boolean spaceDue = spaces.addDummyPrefix() || spaces.removeExtra();
    boolean spaceDropped = false;
    for (int i = 0; i < ids.length; ) {
      if (pieces.get(ids[i]).type() == TokenType.BYTE) {
        i = decodeBytes(ids, i, text);
        continue;
      }
      VocabularyEntry piece = pieces.get(ids[i++]);
      if (spaceDropped || text.length() > 0) {
        spaceDue = false;
      }
      spaceDropped = false;
      if (piece.type().special()) {
        text.append(special(piece, special));
      } else {
        String surface = piece.text();
        if (spaceDue && surface.charAt(0) == ESCAPED_SPACE) {
          surface = surface.substring(1);
          // Where extra spaces are removed, all that come first are; otherwise only one.
          spaceDropped = !spaces.removeExtra();
        }
        text.append(surface.replace(ESCAPED_SPACE, ' '));
      }
    }
    return text.toString();
  }

  private String special(VocabularyEntry piece, SpecialTokens special) {
    if (model.cutsTokens()) {
      return special == SpecialTokens.KEPT ? piece.text() : "";
    }
    return piece.type() == TokenType.UNKNOWN ? model.trainer().unknownSurface() : "";
  }

  /** Appends the run of bytes; every byte that is not part of UTF-8 becomes U+FFFD. */
  private int decodeBytes(int[] ids, int start, StringBuilder text) {
    int end = start;
    while (end < ids.length && model.pieces().get(ids[end]).type() == TokenType.BYTE) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    for (int i = start; i < end; i++) {
      bytes[i - start] = (byte) ByteTokens.value(model.pieces().get(ids[i]).text());
    }
    for (int i = 0; i < bytes.length; ) {
      int length = Math.min(utf8Length(bytes[i]), bytes.length - i);
      String character = new String(bytes, i, length, StandardCharsets.UTF_8);
      boolean valid =
          character.codePointCount(0, character.length()) == 1
              && (character.charAt(0) != '\uFFFD' || length == 3 && bytes[i] == (byte) 0xEF);
      text.append(valid ? character : "\uFFFD");
      i += valid ? length : 1;
    }
    return end;
  }

  private static int utf8Length(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones < 2 ? 1 : Math.min(ones, 4);
  }
}
