package dev.assay.core.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** FIPS 180-2, appendix B.1. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void isTheStandardsDigest() throws IOException {
    assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.of(Files.writeString(folder.resolve("a"), "abc"))).isEqualTo(OF_ABC);
  }

  @Test
  void ofFilesCountsNamesContentsAndOrder() throws IOException {
    Path first = Files.writeString(folder.resolve("first"), "abc");
    Path second = Files.writeString(folder.resolve("second"), "");
    String both = Sha256.of(List.of(first, second));

    assertThat(both)
        .isEqualTo(Sha256.of("first " + OF_ABC + "\nsecond " + Sha256.of(new byte[0]) + "\n"))
        .isNotEqualTo(Sha256.of(List.of(second, first)));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path copy = Files.copy(first, elsewhere.resolve("first"));
    assertThat(Sha256.of(List.of(copy, second))).as("folders do not count").isEqualTo(both);
    Files.delete(second);
    assertThatThrownBy(() -> Sha256.of(List.of(first, second)))
        .isInstanceOf(NoSuchFileException.class);
  }
}
