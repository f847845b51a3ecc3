package dev.assay.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.form.FileForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every changed Arrow, Parquet, bzip2 or Zstandard file is read or is an {@link IOException} that
 * names it; never another exception, a hang, or memory beyond a multiple of the file.
 */
class DatasetFormsFuzzTest {
  private static final Path GOLDENS = Path.of("src/test/resources/datasets");

  private final FileForms forms = DatasetForms.all();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file.arrow",
        "dictionary.arrow",
        "saved/test/data-00000-of-00001.arrow",
        "hub/test-00000-of-00001.parquet"
      })
  void columnFiles(String name) throws IOException {
    assertThat(fuzz(name, 2)).containsKey("IOException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows.jsonl.bz2", "rows.jsonl.zst"})
  void compressedFiles(String name) throws IOException {
    assertThat(fuzz(name, 1)).containsKey("IOException");
  }

  private Map<String, Integer> fuzz(String name, int part) throws IOException {
    byte[] sound = Files.readAllBytes(GOLDENS.resolve(name));
    Path file = folder.resolve(Path.of(name).getFileName());
    return Fuzzing.of("data file " + name.replace('/', ' '), Mutations.of(java.util.List.of(sound)))
        .refusing(IOException.class)
        .allocating(64 << 20, 400)
        .oneOf(part)
        .run(
            bytes -> {
              Files.write(file, bytes);
              try {
                forms.read(file);
              } catch (IOException e) {
                assertThat(e.getMessage()).contains(file.toString()).hasSizeLessThan(5000);
                throw e;
              }
            });
  }
}
