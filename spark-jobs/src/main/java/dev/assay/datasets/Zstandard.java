package dev.assay.datasets;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.assay.eval.form.Compression;
import dev.assay.eval.form.FileHead;
import java.io.IOException;
import java.io.InputStream;

/** Zstandard files, through the library that comes with Spark. */
final class Zstandard implements Compression {
  @Override
  public String label() {
    return "zst";
  }

  @Override
  public boolean begins(FileHead head) {
    return head.startsWith((byte) 0x28, (byte) 0xb5, (byte) 0x2f, (byte) 0xfd);
  }

  @Override
  public InputStream open(InputStream compressed) throws IOException {
    return new ZstdInputStreamNoFinalizer(compressed);
  }
}
