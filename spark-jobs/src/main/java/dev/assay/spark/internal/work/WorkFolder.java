package dev.assay.spark.internal.work;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Where the chunks of an unfinished job lie, below {@code OUTPUT/_work}, which Spark's readers pass
 * by. A chunk is there once Spark's committer has written its {@code _SUCCESS}; what is there
 * without it is done again.
 */
public final class WorkFolder {
  private static final String SUCCESS = "_SUCCESS";

  private final FileSystem files;
  private final Path folder;

  private WorkFolder(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /**
   * The folder of a job, made where it is not there yet.
   *
   * @throws AssayException of kind OUTPUT where it cannot be
   */
  public static WorkFolder of(SparkSession spark, String output, String job) {
    Path folder = new Path(new Path(output, "_work"), job);
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!files.mkdirs(folder)) {
        throw new IOException("the file system would not create " + folder);
      }
      return new WorkFolder(files, folder);
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the output folder " + output + " cannot be written",
          e.getMessage(),
          "give --output a folder that this user may write",
          e);
    }
  }

  public FileSystem files() {
    return files;
  }

  public Path folder() {
    return folder;
  }

  /** A number that the job's first invocation chose: later ones have to cut alike. */
  public long kept(String name, long wanted) {
    Path file = new Path(folder, name);
    try {
      if (files.exists(file)) {
        try (FSDataInputStream in = files.open(file)) {
          return Long.parseLong(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
      }
      try (FSDataOutputStream out = files.create(file, false)) {
        out.write(String.valueOf(wanted).getBytes(StandardCharsets.UTF_8));
      }
      return wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Path of something in the folder. */
  public String path(String name) {
    return new Path(folder, name).toString();
  }

  /** Whether Spark has written all of something in the folder. */
  public boolean isCommitted(String name) {
    try {
      return files.exists(new Path(path(name), SUCCESS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something in the folder has files that Spark's readers would read. */
  public boolean hasFiles(String name) {
    try {
      for (FileStatus file : files.listStatus(new Path(folder, name))) {
        String found = file.getPath().getName();
        if (!found.startsWith("_") || found.contains("=")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String chunk(int number) {
    return path(chunkName(number));
  }

  public boolean isCommitted(int number) {
    return isCommitted(chunkName(number));
  }

  private static String chunkName(int number) {
    return String.format("chunk-%05d", number);
  }

  /** Removes the folder, and the folder of all work where no other run has any. */
  public void remove() {
    delete(folder);
    try {
      Path all = folder.getParent();
      if (files.exists(all) && files.listStatus(all).length == 0) {
        files.delete(all, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(Path path) {
    try {
      files.delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
