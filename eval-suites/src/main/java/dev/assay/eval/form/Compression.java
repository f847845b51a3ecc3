package dev.assay.eval.form;

import java.io.IOException;
import java.io.InputStream;

/** A way in which a whole file is compressed, told by its first bytes. */
public interface Compression {

  /** As file names end, without the dot: {@code gz}. */
  String label();

  /** A file that begins like this is compressed so. */
  boolean begins(FileHead head);

  /**
   * The bytes below the compression.
   *
   * @param compressed closed with the stream returned
   * @throws IOException if the bytes are not compressed so
   */
  InputStream open(InputStream compressed) throws IOException;
}
