package dev.assay.spark.testing;

import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Local files under a scheme of their own, which the disk takes only for as long as it has room.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  public static final String SCHEME = "faulty";

  /** For Spark's configuration. */
  public static final String KEY = "spark.hadoop.fs." + SCHEME + ".impl";

  private static final AtomicReference<Fault> FAULT = new AtomicReference<>(Fault.NONE);

  /** What a write ends with. */
  public enum Fault {
    NONE,
    /** Files whose path has {@code part-}: as a task's own stream says it. */
    FULL_FOR_ROWS,
    /** All files, by an Error, as Hadoop does it for local ones. */
    FULL
  }

  public static void set(Fault fault) {
    FAULT.set(fault);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return failing(
        file,
        super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return failing(
        file, super.create(file, overwrite, bufferSize, replication, blockSize, progress));
  }

  private static FSDataOutputStream failing(Path file, FSDataOutputStream out) throws IOException {
    boolean rows = file.getName().startsWith("part-");
    return new FSDataOutputStream(
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            Fault fault = FAULT.get();
            if (fault == Fault.FULL) {
              throw new IOError(new IOException("No space left on device"));
            }
            if (fault == Fault.FULL_FOR_ROWS && rows) {
              throw new IOException("No space left on device");
            }
            out.write(bytes, from, length);
          }

          @Override
          public void close() throws IOException {
            out.close();
          }
        },
        null);
  }
}
