package dev.assay.spark;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Where the chunks of an unfinished run lie: {@code OUTPUT/_work/run_id=…}. A chunk is there once
 * Spark's committer has written its {@code _SUCCESS}; what is there without it is done again.
 */
final class WorkFolder {
  private static final String CHUNK_TOKENS = "chunk_tokens";

  private final FileSystem files;
  private final Path folder;

  WorkFolder(SparkSession spark, String output, String runId) {
    this.folder = new Path(new Path(output, "_work"), "run_id=" + runId);
    try {
      this.files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!files.mkdirs(folder)) {
        throw new IOException("the file system would not create " + folder);
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the output folder " + output + " cannot be written",
          e.getMessage(),
          "give --output a folder that this user may write",
          e);
    }
  }

  FileSystem files() {
    return files;
  }

  Path folder() {
    return folder;
  }

  /** The chunk size of the run's first invocation: later ones have to cut alike. */
  int chunkTokens(int wanted) {
    Path file = new Path(folder, CHUNK_TOKENS);
    try {
      if (files.exists(file)) {
        try (FSDataInputStream in = files.open(file)) {
          return Integer.parseInt(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
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

  String chunk(int number) {
    return new Path(folder, String.format("chunk-%05d", number)).toString();
  }

  boolean isCommitted(int number) {
    try {
      return files.exists(new Path(chunk(number), "_SUCCESS"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what an interrupted attempt left of a chunk. */
  void clear(int number) {
    delete(new Path(chunk(number)));
  }

  /** Removes the folder, and the folder of all work where no other run has any. */
  void remove() {
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
