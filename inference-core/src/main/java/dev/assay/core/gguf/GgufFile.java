package dev.assay.core.gguf;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/**
 * What the header of a GGUF file says.
 *
 * @param tensors by name, in the order in which they lie in the file
 */
public record GgufFile(Path path, Metadata metadata, Map<String, TensorEntry> tensors) {
  private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

  /** Whether a path names a file that means to be one: by its name, or by its first four bytes. */
  public static boolean isOne(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    if (path.getFileName().toString().endsWith(".gguf")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static AssayException unreadable(Path path, IOException e) {
    return new AssayException(
        ErrorKind.MODEL,
        "cannot read " + path,
        e.toString(),
        "check that the file exists and may be read",
        e);
  }

  /**
   * Reads metadata and directory, versions 2 and 3, little endian.
   *
   * @throws AssayException of kind MODEL that names file and fault, where the file is missing, not
   *     sound or of a type that is not read
   */
  public static GgufFile read(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return new HeaderParser(path, new HeaderReader(path, channel)).parse();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
