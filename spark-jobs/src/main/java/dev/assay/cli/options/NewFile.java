package dev.assay.cli.options;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that a command writes beside its page, where one is asked for. */
public final class NewFile {
  private NewFile() {}

  /** Before anything is computed. */
  public static void check(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.exists(file)) {
      throw new AssayException(
          ErrorKind.OUTPUT, file + " exists", "nothing is overwritten", "give another name");
    }
    if (!Files.isDirectory(folder)) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "cannot write " + file,
          "there is no folder " + folder,
          "make it, or give another name");
    }
  }

  public static void write(Path file, String text) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "cannot write " + file,
          e.toString(),
          "the figures are on standard output",
          e);
    }
  }
}
