package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an unfinished job lies, below {@code OUTPUT/_work}, which Spark's readers pass by. */
public final class WorkFolder {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

  private final WholeFiles files;
  private final Path folder;

  private WorkFolder(FileSystem files, Path folder) {
    this.files = new WholeFiles(files);
    this.folder = folder;
  }

  /** The folder of a job, be it there or not. */
  static WorkFolder at(Configuration configuration, String output, String job) {
    Path folder = new Path(new Path(output, "_work"), job);
    try {
      return new WorkFolder(folder.getFileSystem(configuration), folder);
    } catch (IOException e) {
      throw unwritable(output, e);
    }
  }

  /**
   * The folder of a job, made where it is not there yet.
   *
   * @throws AssayException of kind OUTPUT where it cannot be
   */
  public static WorkFolder of(Configuration configuration, String output, String job) {
    WorkFolder work = at(configuration, output, job);
    try {
      if (!work.files.files().mkdirs(work.folder)) {
        throw new IOException("the file system would not create " + work.folder);
      }
      return work;
    } catch (IOException e) {
      throw unwritable(output, e);
    }
  }

  /**
   * Refuses a folder that Spark's readers, which are told the files of chunks by name, would take
   * for a pattern.
   *
   * @throws AssayException of kind USAGE
   */
  static void refusePattern(String output) {
    if (output.matches(".*[*?\\[\\]{}\\\\].*")) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the output folder " + output + " cannot be used",
          "Spark would take one of * ? [ ] { } \\ in its name for a pattern",
          "give --output a name without them");
    }
  }

  WholeFiles files() {
    return files;
  }

  Path folder() {
    return folder;
  }

  Path path(String name) {
    return new Path(folder, name);
  }

  /** Of an operation in the folder that failed. */
  AssayException unwritable(IOException e) {
    return unwritable(folder.toString(), e);
  }

  private static AssayException unwritable(String folder, IOException e) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the output folder " + folder + " cannot be written",
        String.valueOf(e.getMessage()),
        "give --output a folder that this user may write",
        e);
  }

  /**
   * Removes the folder, and the folder of all work where no other job has any. What resists stays
   * for the next invocation: the job is complete.
   */
  public void remove() {
    FileSystem system = files.files();
    try {
      system.delete(folder, true);
      Path all = folder.getParent();
      if (system.exists(all) && system.listStatus(all).length == 0) {
        system.delete(all, false);
      }
    } catch (IOException e) {
      LOG.warn("{} of a complete job could not be removed: {}", folder, e.toString());
    }
  }
}
