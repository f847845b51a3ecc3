package dev.assay.spark.testing;

import dev.assay.spark.testing.FaultPlan.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files under a scheme of their own, as {@link FaultPlan}s let processes see them. */
public final class FaultyFileSystem extends RawLocalFileSystem {
  public static final String SCHEME = "faulty";

  /** For Spark's configuration. */
  public static final String KEY = "spark.hadoop.fs." + SCHEME + ".impl";

  private URI uri;
  private FaultPlan plan;

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    uri = URI.create(SCHEME + "://" + name.getAuthority());
    plan = FaultPlan.of(name.getAuthority());
    super.initialize(uri, configuration);
    setConf(configuration);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    // The superclass's constructor asks before there is an answer.
    return uri == null ? URI.create(SCHEME + ":///") : uri;
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    plan.beforeReading();
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    plan.beforeReading();
    return super.getFileStatus(file);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    plan.before(Operation.LIST, folder);
    return super.listStatus(folder);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    plan.before(Operation.MKDIRS, folder);
    return super.mkdirs(folder);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    plan.before(Operation.RENAME, from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    plan.before(Operation.DELETE, file);
    return super.delete(file, recursive);
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
    plan.before(Operation.CREATE, file);
    return watched(
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
    plan.before(Operation.CREATE, file);
    return watched(
        file, super.create(file, overwrite, bufferSize, replication, blockSize, progress));
  }

  private FSDataOutputStream watched(Path file, FSDataOutputStream out) throws IOException {
    return new FSDataOutputStream(
        new OutputStream() {
          private boolean begun;

          @Override
          public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            if (plan.beforeWrite(!begun, file)) {
              out.write(bytes, from, length / 2);
              throw new IOException("injected failure in the middle of a write of " + file);
            }
            begun = true;
            out.write(bytes, from, length);
          }

          @Override
          public void flush() throws IOException {
            out.flush();
          }

          @Override
          public void close() throws IOException {
            try {
              plan.before(Operation.CLOSE, file);
            } finally {
              out.close();
            }
          }
        },
        null);
  }
}
