package dev.assay.eval.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file's bytes, decompressed where they begin as gzip does, or the name says so. */
public final class PlainBytes {
  private static final int BUFFER = 1 << 16;

  private PlainBytes() {}

  /**
   * @throws IOException if the file cannot be read, or what should be gzip is none
   */
  public static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      in.mark(2);
      boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      // A file that only its name calls compressed is damaged.
      boolean called = file.getFileName().toString().endsWith(".gz");
      return compressed || called ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
