package dev.assay.core.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that somebody swaps after the folder was opened: what is read of others is refused. */
class SwappedFilesTest {
  @TempDir private Path scratch;

  /** Each reads what the swapped file has. */
  static List<Object[]> reads() {
    return List.of(
        new Object[] {"tokenizer.json", (Consumer<ModelFolder>) ModelFolder::tokenizer},
        new Object[] {"tokenizer.json", (Consumer<ModelFolder>) ModelFolder::tokenizerFingerprint},
        new Object[] {"tokenizer.json", (Consumer<ModelFolder>) ModelFolder::refuseIfChanged},
        new Object[] {"model.safetensors", (Consumer<ModelFolder>) ModelFolder::fingerprint},
        new Object[] {"config.json", (Consumer<ModelFolder>) ModelFolder::fingerprint},
        new Object[] {"model.safetensors", (Consumer<ModelFolder>) SwappedFilesTest::load},
        new Object[] {"model.safetensors", (Consumer<ModelFolder>) ModelFolder::refuseIfChanged});
  }

  private static void load(ModelFolder folder) {
    Replica.load(folder, "plain", Quantization.NONE, new EngineSettings(1, 64, 1 << 14, 0)).close();
  }

  @ParameterizedTest
  @MethodSource("reads")
  void swappedFileIsRefusedByName(String file, Consumer<ModelFolder> read) throws IOException {
    Path path = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    ModelFolder folder = ModelFolder.open(path);
    // As long and as old as the one before: another file all the same.
    Path copy = Files.copy(path.resolve(file), scratch.resolve(file), preserving());
    Files.move(copy, path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> read.accept(folder))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(file + " changed while the model was in use");
  }

  private static StandardCopyOption preserving() {
    return StandardCopyOption.COPY_ATTRIBUTES;
  }

  @Test
  void fileThatComesOrGoesIsRefused() throws IOException {
    Path path = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    ModelFolder folder = ModelFolder.open(path);
    Path configuration = path.resolve("tokenizer_config.json");
    boolean there = Files.exists(configuration);
    if (there) {
      Files.delete(configuration);
    }
    Files.writeString(configuration, "{\"add_bos_token\": false}");
    assertThatThrownBy(folder::tokenizer).hasMessageContaining("tokenizer_config.json changed");
    Files.delete(path.resolve("model.safetensors"));
    assertThatThrownBy(folder::refuseIfChanged).hasMessageContaining("it has gone");
  }

  @Test
  void whatIsNotReadMayChange() throws IOException {
    Path path = SyntheticCheckpoint.recurrentGemma(scratch.resolve("model"), 1);
    ModelFolder folder = ModelFolder.open(path);
    Files.writeString(path.resolve("README.md"), "a model");
    folder.refuseIfChanged();
    assertThat(folder.tokenizer()).isNotNull();
    assertThat(folder.fingerprint()).hasSize(64);
  }
}
