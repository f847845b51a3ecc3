package dev.assay.core.replica;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a folder as they were when it was opened. What is read later is of the same model
 * only if they still are.
 */
final class FolderState {
  private final Map<Path, FileState> files = new HashMap<>();

  /**
   * @param key what tells the file from one that took its name; null where the platform has none
   */
  private record FileState(long bytes, FileTime modified, Object key) {
    static FileState of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileState(now.size(), now.lastModifiedTime(), now.fileKey());
    }

    String description() {
      return bytes + " bytes of " + modified;
    }
  }

  private FolderState() {}

  /**
   * Of a folder's files or of a single one; empty for what is not there: whoever opens it says so.
   */
  static FolderState of(Path folder) {
    FolderState state = new FolderState();
    if (!Files.exists(folder)) {
      return state;
    }
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        state.files.put(file, FileState.of(file));
      }
      return state;
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.MODEL,
          "cannot list " + folder,
          e.toString(),
          "check that the folder may be read",
          e);
    }
  }

  /**
   * @throws AssayException of kind MODEL where one of the files is not what it was
   */
  void refuseIfChanged(List<Path> read) {
    for (Path file : read) {
      FileState before = files.get(file);
      String now = difference(file, before);
      if (now != null) {
        throw new AssayException(
            ErrorKind.MODEL,
            file + " changed while the model was in use",
            "it has " + now + ", and had " + (before == null ? "not been" : before.description()),
            "run the same command again once nothing writes to the folder; a new model belongs"
                + " into a new one");
      }
    }
  }

  /** Null for none. */
  private static String difference(Path file, FileState before) {
    try {
      FileState now = FileState.of(file);
      return now.equals(before) ? null : now.description();
    } catch (NoSuchFileException e) {
      return before == null ? null : "gone";
    } catch (IOException e) {
      return "become unreadable (" + e + ")";
    }
  }
}
