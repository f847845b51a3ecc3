package dev.assay.core.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;

/** Reads merges in their order, each {@code "left right"} or {@code ["left", "right"]}. */
final class MergesReader {
  private final Path file;
  private final Vocabulary vocabulary;
  private final ByteTokens bytes;
  private final MergeTable table;
  private final Bigrams bigrams = new Bigrams();
  private boolean mergeBytes;
  private int rank;

  /**
   * @param bytes null where there is no byte fallback
   */
  MergesReader(Path file, Vocabulary vocabulary, ByteTokens bytes) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.bytes = bytes;
    this.table = new MergeTable(2 * vocabulary.size());
  }

  /** Reads to the end of the array that the parser is in. */
  void read(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String left;
      String right;
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        left = parser.nextTextValue();
        right = parser.nextTextValue();
        if (left == null || right == null || parser.nextToken() != JsonToken.END_ARRAY) {
          throw malformed("it is not an array of two texts");
        }
      } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
        read(parser.getText());
        continue;
      } else {
        throw malformed("it is neither a text nor an array");
      }
      put(left, right);
    }
  }

  /** Reads the next merge, written as {@code "left right"}. */
  void read(String merge) {
    int space = merge.indexOf(' ');
    if (space < 0 || merge.indexOf(' ', space + 1) >= 0) {
      throw malformed("'" + merge + "' is not two texts with one space between");
    }
    put(merge.substring(0, space), merge.substring(space + 1));
  }

  private void put(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      throw malformed("one of its texts is empty");
    }
    String merged = left + right;
    int result = entry(merged);
    int leftId = entry(left);
    int rightId = entry(right);
    table.put(leftId, rightId, rank++, result);
    bigrams.addAll(merged);
    mergeBytes |= isByte(leftId, left) || isByte(rightId, right);
  }

  private boolean isByte(int id, String text) {
    return bytes != null && ByteTokens.value(text) >= 0 && bytes.contains(id);
  }

  private int entry(String text) {
    int id = vocabulary.id(text);
    if (id == Vocabulary.ABSENT) {
      throw malformed("'" + text + "' is not in vocab");
    }
    return id;
  }

  private RuntimeException malformed(String cause) {
    return TokenizerErrors.broken(file, "merge " + rank + ": " + cause);
  }

  MergeTable table() {
    return table;
  }

  /** The neighbours that occur inside results of merges. */
  Bigrams bigrams() {
    return bigrams;
  }

  /** Whether tokens of single bytes take part in merges. */
  boolean mergeBytes() {
    return mergeBytes;
  }
}
