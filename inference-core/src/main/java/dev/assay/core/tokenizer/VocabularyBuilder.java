package dev.assay.core.tokenizer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Collects the entries of a vocabulary and checks that no id or text comes twice. */
final class VocabularyBuilder {
  private final Path file;
  private final long largestId;
  private String[] texts = new String[1024];
  private int size;

  /**
   * @param largestId larger ids are refused before they ask for larger arrays: a file of ids
   *     without large gaps has more bytes than ids
   */
  VocabularyBuilder(Path file, long largestId) {
    this.file = file;
    this.largestId = largestId;
  }

  /** Reads {@code "text": id} pairs up to the end of the object that the parser is in. */
  void read(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String text = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw TokenizerErrors.broken(file, "the id of '" + text + "' in vocab is not an integer");
      }
      put(parser.getLongValue(), text);
    }
  }

  /** Puts an entry in the place of one of the model's, if there is one. */
  void replace(int id, String text, Vocabulary model) {
    if (id >= 0
        && id < model.size()
        && model.text(id) != null
        && model.text(id).equals(texts[id])) {
      texts[id] = null;
    }
    put(id, text);
  }

  void put(long id, String text) {
    if (id < 0 || id > largestId) {
      throw TokenizerErrors.broken(
          file, "the id " + id + " of '" + text + "' is outside 0.." + largestId);
    }
    int index = (int) id;
    if (index >= texts.length) {
      texts = Arrays.copyOf(texts, Math.max(2 * texts.length, index + 1));
    }
    if (texts[index] != null) {
      throw TokenizerErrors.broken(
          file, "id " + id + " belongs to both '" + texts[index] + "' and '" + text + "'");
    }
    texts[index] = text;
    size = Math.max(size, index + 1);
  }

  Vocabulary build() {
    try {
      return new Vocabulary(Arrays.copyOf(texts, size));
    } catch (IllegalArgumentException twice) {
      throw TokenizerErrors.broken(file, "'" + twice.getMessage() + "' has two ids");
    }
  }
}
