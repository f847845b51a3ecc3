package dev.assay.core.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.testing.GoldenCheckpoint;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model folder says of how texts are given to the model. */
class ModelFolderTest {
  private static final int BEGIN = 2;

  @TempDir private Path scratch;

  @Test
  void gemmaFamiliesTakeBeginWhateverTheirTokenizerSays() throws IOException {
    for (Path folder :
        new Path[] {
          SyntheticCheckpoint.recurrentGemma(scratch.resolve("recurrent"), 1),
          SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1)
        }) {
      Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_bos_token\": false}");
      assertThat(ModelFolder.open(folder).beginOfSequence(false)).hasValue(BEGIN);
      assertThat(ModelFolder.open(folder).beginOfSequence(true)).isEmpty();
    }
  }

  @Test
  void otherFamiliesFollowTheirTokenizer() throws IOException {
    Path folder = mistral();
    assertThat(ModelFolder.open(folder).beginOfSequence(false)).hasValue(BEGIN);
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_bos_token\": false}");
    assertThat(ModelFolder.open(folder).beginOfSequence(false)).isEmpty();
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_bos_token\": true}");
    assertThat(ModelFolder.open(folder).beginOfSequence(false)).hasValue(BEGIN);
  }

  @Test
  void lengthIsTheFamilysAsFarAsTheModelGoes() throws IOException {
    ModelFolder recurrent =
        ModelFolder.open(SyntheticCheckpoint.recurrentGemma(scratch.resolve("recurrent"), 1));
    assertThat(recurrent.evaluationLength(OptionalInt.empty())).isEqualTo(8192);
    assertThat(recurrent.evaluationLength(OptionalInt.of(100_000))).isEqualTo(100_000);
    ModelFolder gemma = ModelFolder.open(SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1));
    assertThat(gemma.evaluationLength(OptionalInt.empty())).isEqualTo(512);
    assertThat(gemma.evaluationLength(OptionalInt.of(100))).isEqualTo(100);
    for (int wrong : new int[] {0, 513}) {
      assertThatThrownBy(() -> gemma.evaluationLength(OptionalInt.of(wrong)))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
          .hasMessageContainingAll("max_length is " + wrong, "512 positions", "give 1 to 512");
    }
    assertThat(ModelFolder.open(mistral()).evaluationLength(OptionalInt.empty())).isEqualTo(1024);
  }

  @Test
  void tokenizerIsNeededOnlyWhereItIsAskedFor() {
    for (GoldenCheckpoint golden : GoldenCheckpoint.committed()) {
      ModelFolder folder = ModelFolder.open(golden.folder());
      assertThat(folder.configuration().family().modelType())
          .isIn("gemma", "recurrent_gemma", "mistral");
      assertThat(folder.fingerprint()).hasSize(64);
      assertThatThrownBy(folder::tokenizer)
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
          .hasMessageContaining("no tokenizer");
    }
  }

  @Test
  void fingerprintsFollowTheirFiles() throws IOException {
    Path folder = SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1);
    ModelFolder before = ModelFolder.open(folder);
    String weights = before.fingerprint();
    String tokenizer = before.tokenizerFingerprint();
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_bos_token\": false}");
    ModelFolder after = ModelFolder.open(folder);
    assertThat(after.fingerprint()).isEqualTo(weights);
    assertThat(after.tokenizerFingerprint()).isNotEqualTo(tokenizer);
    SyntheticCheckpoint.gemma(folder, 2);
    assertThat(ModelFolder.open(folder).fingerprint()).isNotEqualTo(weights);
  }

  /** The golden Mistral with the tiny tokenizer beside it, without tokenizer_config.json. */
  private Path mistral() throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("mistral"));
    Path tiny = SyntheticCheckpoint.gemma(scratch.resolve("tiny"), 1);
    Files.deleteIfExists(folder.resolve("tokenizer.json"));
    Files.copy(tiny.resolve("tokenizer.json"), folder.resolve("tokenizer.json"));
    GoldenCheckpoint golden =
        GoldenCheckpoint.committed().stream()
            .filter(checkpoint -> checkpoint.toString().startsWith("mistral"))
            .findFirst()
            .orElseThrow();
    try (Stream<Path> files = Files.list(golden.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return folder;
  }
}
