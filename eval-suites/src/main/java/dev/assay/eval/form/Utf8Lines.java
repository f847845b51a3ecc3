package dev.assay.eval.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Lines of a text file that end in a line feed or in carriage return and line feed. A byte order
 * mark before the first line is no part of it. A line that is not UTF-8, or longer than a bound, is
 * told from the others, not patched up.
 */
final class Utf8Lines implements AutoCloseable {
  /** In bytes: no document is longer, and several of them fit into memory. */
  static final int LONGEST = 64 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean first = true;

  /**
   * @param longest in bytes
   */
  Utf8Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  static Utf8Lines open(SourceFile file) throws IOException {
    return new Utf8Lines(file.open(), LONGEST);
  }

  /**
   * @param text without its line end; null where the line is broken
   * @param error what the line has or is that is wrong, e.g. {@code is not UTF-8}; null where
   *     nothing is
   */
  record Line(String text, String error) {}

  /** The next line; null at the end of the file. */
  Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    if (from == to && !fill()) {
      return null;
    }
    long length = 0;
    int end = lineFeed();
    while (end < 0) {
      length += append(line, to);
      from = to;
      end = fill() ? lineFeed() : to;
    }
    length += append(line, end);
    from = Math.min(to, end + 1);
    boolean atBeginning = first;
    first = false;
    if (length > longest) {
      return new Line(
          null, String.format(Locale.ROOT, "has %,d bytes, %,d are the most", length, longest));
    }
    String text = decoded(line.toByteArray());
    if (text == null) {
      return new Line(null, "is not UTF-8");
    }
    return new Line(
        atBeginning && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, null);
  }

  /** Of a line that is too long the rest is counted, not kept. */
  private int append(ByteArrayOutputStream line, int end) {
    if (line.size() <= longest) {
      line.write(buffer, from, end - from);
    }
    return end - from;
  }

  /** Where the buffer's first line feed is; −1 where it has none. */
  private int lineFeed() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** False at the end of the file. */
  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  private static String decoded(byte[] line) {
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    try {
      // A new decoder reports what is malformed; String's constructor would replace it.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
