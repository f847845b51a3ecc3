package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.parallel.ThreadTeam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCopyTest {
  @TempDir private Path scratch;

  @Test
  void everyByteOfEveryFile() throws Exception {
    Path small = Files.write(scratch.resolve("small"), new byte[3]);
    Path large = Files.write(scratch.resolve("large"), new byte[(2 << 20) + 5]);
    try (ThreadTeam team = ThreadTeam.of(2);
        FileCopy copy = new FileCopy(List.of(small, large), team)) {
      assertThat(copy.bytes()).isEqualTo((2 << 20) + 8);
      copy.run();
      copy.run();
      Files.write(large, new byte[1]);
      assertThatThrownBy(copy::run)
          .isInstanceOf(AssayException.class)
          .hasMessageContaining("became shorter");
    }
  }
}
