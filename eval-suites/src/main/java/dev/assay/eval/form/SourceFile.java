package dev.assay.eval.form;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to be read.
 *
 * @param compression of the whole file; null where there is none
 * @param head how the file begins below its compression
 */
public record SourceFile(Path path, Compression compression, FileHead head) {
  private static final int BUFFER = 1 << 16;

  /**
   * @throws IOException if the file cannot be read, is damaged, or is not compressed as its name
   *     says
   */
  static SourceFile of(Path path, Iterable<Compression> compressions) throws IOException {
    FileHead head;
    try (InputStream in = Files.newInputStream(path)) {
      head = FileHead.of(in);
    }
    for (Compression compression : compressions) {
      if (compression.begins(head)) {
        try (InputStream in = open(path, compression)) {
          return new SourceFile(path, compression, FileHead.of(in));
        }
      }
    }
    for (Compression compression : compressions) {
      // A file that only its name calls compressed is damaged.
      if (path.getFileName().toString().endsWith("." + compression.label())) {
        throw new IOException("not in " + compression.label() + " form, which its name says");
      }
    }
    return new SourceFile(path, null, head);
  }

  /** The name ends so, that of its compression apart. */
  boolean endsWith(String ending) {
    String name = path.getFileName().toString();
    String compressed = compression == null ? "" : "." + compression.label();
    return name.endsWith(ending) || name.endsWith(ending + compressed);
  }

  /** The form with the compression: {@code jsonl.gz}. */
  public String label(FileForm form) {
    return form.label() + (compression == null ? "" : "." + compression.label());
  }

  /** The file's bytes, decompressed. */
  public InputStream open() throws IOException {
    return open(path, compression);
  }

  private static InputStream open(Path path, Compression compression) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    if (compression == null) {
      return in;
    }
    try {
      return compression.open(in);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
