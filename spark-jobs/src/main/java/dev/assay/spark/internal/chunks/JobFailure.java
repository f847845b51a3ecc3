package dev.assay.spark.internal.chunks;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOError;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FSError;

/** What a job failed with, said by its root cause: Spark wraps what a task throws many times. */
final class JobFailure {
  /** What file systems say that take no more, whatever they throw. */
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  private JobFailure() {}

  /**
   * An {@link AssayException} where one is at the root, or where storage failed; else what was
   * thrown, or one line around what cannot be thrown unchecked.
   */
  static RuntimeException of(Throwable thrown) {
    Throwable root = thrown;
    boolean ofStorage = isFull(thrown);
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof AssayException known) {
        return known;
      }
      ofStorage |= at instanceof FSError || at instanceof IOError || at instanceof IOException;
      root = at;
    }
    if (ofStorage) {
      return ofStorage(thrown, root);
    }
    if (thrown instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException(line(root), thrown);
  }

  private static boolean isFull(Throwable thrown) {
    return FULL.stream().anyMatch(String.valueOf(thrown.getMessage())::contains);
  }

  private static AssayException ofStorage(Throwable thrown, Throwable root) {
    boolean full = isFull(thrown) || isFull(root);
    return new AssayException(
        ErrorKind.OUTPUT,
        full ? "there is no room for the output" : "reading or writing failed",
        FULL.stream()
            .filter(String.valueOf(thrown.getMessage())::contains)
            .findFirst()
            .orElse(line(root)),
        full
            ? "make room on its file system, or that of spark.local.dir; the same command then"
                + " continues"
            : "look at the file systems of --input and --output; the same command then continues",
        thrown);
  }

  private static String line(Throwable root) {
    return String.valueOf(root).lines().findFirst().orElse(root.getClass().getName());
  }
}
