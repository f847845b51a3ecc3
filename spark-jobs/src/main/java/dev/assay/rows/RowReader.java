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

/** Reads the lines of a file or of standard input, one at a time. */
final class RowReader implements Closeable {
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
   * @param bytes without the line's end
   */
  record Line(long number, byte[] bytes) {
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
      for (byte[] bytes = line(); bytes != null; bytes = line()) {
        Line line = new Line(++lines, bytes);
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

  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (at < end) {
        at++;
        return line.toByteArray();
      }
    }
    return line.size() == 0 ? null : line.toByteArray();
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
