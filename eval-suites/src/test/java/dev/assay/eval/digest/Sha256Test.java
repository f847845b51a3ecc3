package dev.assay.eval.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void ofATextAndOfAFileOfIt() throws IOException {
    assertThat(Sha256.of("abc")).isEqualTo(ABC);
    assertThat(Sha256.of(Files.writeString(folder.resolve("abc"), "abc"))).isEqualTo(ABC);
  }

  @Test
  void ofAnEmptyTextAndFile() throws IOException {
    assertThat(Sha256.of(Files.createFile(folder.resolve("empty"))))
        .isEqualTo(Sha256.of(""))
        .startsWith("e3b0c44298fc1c14");
  }

  @Test
  void textsAreHashedAsUtf8() {
    assertThat(Sha256.of("é🦊"))
        .isEqualTo("fedf7be461cedb11a66f4e8e8765a724a84ba67bca922c47d5d09443d4fbe4ef");
  }

  @Test
  void aMissingFileIsAnError() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Sha256.of(missing)).isInstanceOf(NoSuchFileException.class);
  }
}
