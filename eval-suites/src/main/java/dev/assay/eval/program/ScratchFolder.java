package dev.assay.eval.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** An empty folder, for as long as something is done in it. */
final class ScratchFolder {
  private ScratchFolder() {}

  static <T> T in(Function<Path, T> work) {
    Path folder;
    try {
      folder = Files.createTempDirectory("assay-program");
      if (SystemFacts.HERE.isRoot()) {
        // The program is somebody else's.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return work.apply(folder);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a program's folder cannot be removed", e);
    }
  }
}
