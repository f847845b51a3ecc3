package dev.assay.rows;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads the lines of a file or of standard input, one at a time. */
final class RowReader implements Closeable {
  /** In bytes: no row of any use is longer, and one of them fits into any heap. */
  private static final int LONGEST = 64 << 20;

  private final String name;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long lines;

  private RowReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /**
   * A line that is not blank.
   *
   * @param number counted from 1, blank lines included
   * @param bytes without the line's end; of one that is too long its beginning
   * @param length in bytes, of the whole line
   */
  record Line(long number, byte[] bytes, long length) {
    /**
     * @throws AssayException of kind REQUEST for a line of more bytes than a row may have
     */
    void refuseTooLong() {
      if (length > bytes.length) {
        throw AssayException.request(
            "line_too_long",
            String.format(Locale.ROOT, "the line has %,d bytes", length),
            String.format(Locale.ROOT, "a row has %,d at most", LONGEST),
            "cut its text into several rows");
      }
    }

    private boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  static RowReader open(String input) {
    if (input.equals(RowFiles.STANDARD)) {
      return new RowReader("standard input", System.in);
    }
    Path file = Path.of(input);
    try {
      if (Files.isDirectory(file)) {
        throw problem(input, "it is a folder", null);
      }
      return new RowReader(input, Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw problem(input, "there is no such file", e);
    } catch (IOException e) {
      throw problem(input, e.toString(), e);
    }
  }

  /** Whether there is something to read at once; at the end there is not. */
  boolean ready() {
    try {
      return at < end || in.available() > 0;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The next line that is not blank; null after the last. */
  Line next() {
    try {
      for (Line line = line(); line != null; line = line()) {
        if (!line.isBlank()) {
          return line;
        }
      }
      return null;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private AssayException failed(IOException e) {
    return problem(name, "reading failed after line " + lines + ": " + e, e);
  }

  /** Of a line that is too long the rest is counted, not kept. */
  private Line line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    boolean ended = false;
    while (!ended && fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, (int) Math.min(at - from, Math.max(0, LONGEST - length)));
      length += at - from;
      ended = at < end;
      at += ended ? 1 : 0;
    }
    return length == 0 && !ended ? null : new Line(++lines, line.toByteArray(), length);
  }

  private boolean fill() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }

  private static AssayException problem(String name, String cause, IOException thrown) {
    return new AssayException(
        ErrorKind.DATA,
        "cannot read the rows in " + name,
        cause,
        "give a file with one JSON object per line, or - for standard input",
        thrown);
  }

  @Override
  public void close() throws IOException {
    if (in != System.in) {
      in.close();
    }
  }
}
