package dev.assay.eval.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Lines of a text file, plain or gzip-compressed, that end in a line feed or in carriage return and
 * line feed. A byte order mark before the first line is no part of it. A line that is not UTF-8 is
 * told from the others, not patched up.
 */
final class Utf8Lines implements AutoCloseable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean first = true;

  private Utf8Lines(InputStream in) {
    this.in = in;
  }

  static Utf8Lines open(Path file) throws IOException {
    return new Utf8Lines(PlainBytes.open(file));
  }

  /**
   * @param text without its line end; null where the bytes are not UTF-8
   */
  record Line(String text) {}

  /** The next line; null at the end of the file. */
  Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    if (from == to && !fill()) {
      return null;
    }
    int end = lineFeed();
    while (end < 0) {
      line.write(buffer, from, to - from);
      from = to;
      end = fill() ? lineFeed() : to;
    }
    line.write(buffer, from, end - from);
    from = Math.min(to, end + 1);
    String text = decoded(line.toByteArray());
    if (first && text != null && text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    first = false;
    return new Line(text);
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
