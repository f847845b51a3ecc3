package dev.assay.eval.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a file begins, before its compression is undone or after. */
public final class FileHead {
  private static final int BYTES = 4096;

  private final byte[] bytes;

  private FileHead(byte[] bytes) {
    this.bytes = bytes;
  }

  static FileHead of(InputStream in) throws IOException {
    return new FileHead(in.readNBytes(BYTES));
  }

  /** The file begins with these bytes. */
  public boolean startsWith(byte... prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** The first characters that are neither white space nor a byte order mark. */
  private String firstCharacters() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.replaceAll("[\uFEFF\\s]+", "");
  }

  /** Nothing but white space. */
  boolean isBlank() {
    return bytes.length < BYTES && firstCharacters().isEmpty();
  }

  /** As a JSON object does. */
  boolean isJsonObject() {
    return firstCharacters().startsWith("{");
  }

  /** As an array of JSON objects does. */
  boolean isJsonArray() {
    return firstCharacters().startsWith("[{");
  }

  /** No byte that text does not have, and no JSON. */
  boolean isText() {
    for (byte value : bytes) {
      if (value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t') {
        return false;
      }
    }
    return bytes.length > 0 && !isJsonObject() && !isJsonArray();
  }

  /** The beginning of the first line. */
  String firstLine() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
