package dev.assay.datasets;

import dev.assay.eval.form.Compression;
import dev.assay.eval.form.FileHead;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2 files, of several streams too, through the library that comes with Spark. */
final class Bzip2 implements Compression {
  @Override
  public String label() {
    return "bz2";
  }

  @Override
  public boolean begins(FileHead head) {
    return head.startsWith((byte) 'B', (byte) 'Z', (byte) 'h');
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return new BZip2CompressorInputStream(compressed, true);
  }
}
