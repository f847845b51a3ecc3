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
import java.nio.file.StandardCopyOption;
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
  void textsEndWithAllThatAnyFileNames() throws IOException {
    Path folder = SyntheticCheckpoint.gemma(scratch.resolve("gemma"), 1);
    Path tokenizer = folder.resolve("tokenizer_config.json");
    Path generation = folder.resolve("generation_config.json");
    int turn = ModelFolder.open(folder).tokenizer().id("<end_of_turn>").orElseThrow();
    assertThat(ModelFolder.open(folder).endOfSequence()).containsExactlyInAnyOrder(1, turn);
    Files.writeString(generation, "{\"eos_token_id\": [7, 9]}");
    assertThat(ModelFolder.open(folder).endOfSequence()).containsExactlyInAnyOrder(1, 7, 9, turn);
    Files.writeString(tokenizer, "{\"eos_token\": \"<unk>\"}");
    int unknown = ModelFolder.open(folder).tokenizer().id("<unk>").orElseThrow();
    assertThat(ModelFolder.open(folder).endOfSequence())
        .containsExactlyInAnyOrder(1, 7, 9, turn, unknown);
    String before = ModelFolder.open(folder).tokenizerFingerprint();
    Files.writeString(generation, "{\"eos_token_id\": 704}");
    ModelFolder outside = ModelFolder.open(folder);
    assertThat(outside.tokenizerFingerprint()).isNotEqualTo(before);
    assertThatThrownBy(outside::endOfSequence)
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("eos_token_id");
  }

  @Test
  void byteLevelTokenizersTakeBeginOnlyWhereTheySaySo() throws IOException {
    Path folder = mistral();
    for (String split : new String[] {"gpt2", "qwen2"}) {
      Files.copy(
          Path.of("src/test/resources/tokenizers/byte-level-" + split + "/tokenizer.json"),
          folder.resolve("tokenizer.json"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(folder.resolve("tokenizer_config.json"), "{\"bos_token\": \"<|end|>\"}");
      assertThat(ModelFolder.open(folder).beginOfSequence(false)).isEmpty();
      Files.writeString(
          folder.resolve("tokenizer_config.json"),
          "{\"bos_token\": \"<|end|>\", \"add_bos_token\": true}");
      assertThat(ModelFolder.open(folder).beginOfSequence(false)).isPresent();
    }
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
