package dev.assay.eval.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The JDK's reader of gzip files. */
final class Gzip implements Compression {
  private static final int BUFFER = 1 << 16;

  @Override
  public String label() {
    return "gz";
  }

  @Override
  public boolean begins(FileHead head) {
    return head.startsWith((byte) 0x1f, (byte) 0x8b);
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return new GZIPInputStream(compressed, BUFFER);
  }
}
