package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.Quantization;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every changed file of a model folder is read, or refused by an error that says problem, cause and
 * cure; never another exception, a hang, or memory beyond a multiple of the files.
 */
class ModelFolderFuzzTest {
  private static final String[] JSON_WORDS = {
    "null", "true", "{}", "[]", "[", "{\"a\":", "\"\"", "\"\\ud800\"", "\"\\u0000\"", ",", "1e400"
  };

  @TempDir private Path folder;

  @BeforeEach
  void writeASoundModel() {
    SyntheticCheckpoint.recurrentGemma(folder, 1);
  }

  @Test
  void safetensors() {
    Path file = folder.resolve("tensors.safetensors");
    byte[] data = new byte[24];
    TensorFile sound =
        new TensorFile()
            .with("a.weight", "F32", new int[] {2, 2}, new byte[16])
            .with("b", "BF16", new int[] {4}, new byte[8]);
    byte[] withMetadata =
        TensorFile.bytes(
            "{\"__metadata__\":{\"format\":\"pt\"},\"x\":{\"dtype\":\"F16\",\"shape\":[3,4],"
                + "\"data_offsets\":[0,24]}}   ",
            data);
    Mutations mutations =
        Mutations.of(List.of(sound.bytes(), withMetadata), JSON_WORDS)
            .and(TensorFile.bytes("{}", new byte[0]));
    Map<String, Integer> outcomes =
        Fuzzing.of("safetensors", mutations)
            .run(
                bytes -> {
                  Files.write(file, bytes);
                  Map<String, Tensor> tensors = Safetensors.read(file);
                  WeightFiles weights = new WeightFiles(tensors, List.of(file));
                  try (TensorReader reader = new TensorReader(weights)) {
                    tensors.values().forEach(reader::floats);
                  }
                });
    assertThat(outcomes).containsKeys("read", "model");
  }

  @Test
  void configuration() throws IOException {
    Path config = folder.resolve("config.json");
    String gemma =
        "{\"model_type\":\"gemma\",\"hidden_size\":48,\"num_hidden_layers\":3,"
            + "\"num_attention_heads\":3,\"num_key_value_heads\":1,\"head_dim\":16,"
            + "\"vocab_size\":704,\"intermediate_size\":80,\"rope_parameters\":{\"rope_theta\":1e4,"
            + "\"rope_type\":\"default\"},\"max_position_embeddings\":512,\"eos_token_id\":[1,2]}";
    String mistral = gemma.replace("gemma", "mistral").replace("}}", "},\"sliding_window\":8}");
    Mutations mutations =
        Mutations.ofTexts(List.of(Files.readString(config), gemma, mistral), JSON_WORDS);
    Map<String, Integer> outcomes =
        Fuzzing.of("config.json", mutations)
            .allocating(64 << 20, 400)
            .run(
                bytes -> {
                  Files.write(config, bytes);
                  Fields fields =
                      new Fields(config, objectOf(WeightFiles.readTree(config), config));
                  ConfigurationReader.read(fields);
                });
    assertThat(outcomes).containsKeys("read", "model");
  }

  @Test
  void wholeFolder() throws IOException {
    Path config = folder.resolve("config.json");
    Mutations mutations =
        Mutations.ofTexts(
            List.of(Files.readString(config)), "\"rotary\"", "0", "48", "16", "null", "[1]", "1");
    Map<String, Integer> outcomes =
        Fuzzing.of("config.json with its weights", mutations)
            .oneOf(4)
            .run(
                bytes -> {
                  Files.write(config, bytes);
                  Checkpoint checkpoint = Checkpoint.open(folder);
                  checkpoint.beginOfSequence();
                  checkpoint.endOfSequence();
                  try (ThreadTeam team = ThreadTeam.of(1)) {
                    checkpoint.load(Quantization.NONE, team);
                  }
                });
    assertThat(outcomes).containsKeys("read", "model");
  }

  @Test
  void generationConfiguration() {
    Path file = folder.resolve("generation_config.json");
    Checkpoint checkpoint = Checkpoint.open(folder);
    Mutations mutations =
        Mutations.ofTexts(
            List.of("{\"eos_token_id\":[1,107],\"bos_token_id\":2}", "{\"eos_token_id\":1}"),
            JSON_WORDS);
    Map<String, Integer> outcomes =
        Fuzzing.of("generation_config.json", mutations)
            .run(
                bytes -> {
                  Files.write(file, bytes);
                  checkpoint.endOfSequence();
                });
    assertThat(outcomes).containsKeys("read", "model");
  }

  @Test
  void indexOfShards() throws IOException {
    Path index = folder.resolve("model.safetensors.index.json");
    TensorFile shard = new TensorFile().with("a", "F32", new int[] {1}, new byte[4]);
    Files.write(folder.resolve("model-1.safetensors"), shard.bytes());
    Mutations mutations =
        Mutations.ofTexts(
            List.of(
                "{\"metadata\":{\"total_size\":4},"
                    + "\"weight_map\":{\"a\":\"model-1.safetensors\"}}"),
            "\"../x\"",
            "\"/etc/passwd\"",
            "\"CON\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "{\"a\":",
            "[",
            "null");
    Map<String, Integer> outcomes =
        Fuzzing.of("model.safetensors.index.json", mutations)
            .run(
                bytes -> {
                  Files.write(index, bytes);
                  WeightFiles.open(folder);
                });
    assertThat(outcomes).containsKeys("read", "model");
  }

  private static com.fasterxml.jackson.databind.JsonNode objectOf(
      com.fasterxml.jackson.databind.JsonNode node, Path file) {
    if (!node.isObject()) {
      throw ModelErrors.of(file + " is no configuration", "it is no object", "fetch it again");
    }
    return node;
  }
}
