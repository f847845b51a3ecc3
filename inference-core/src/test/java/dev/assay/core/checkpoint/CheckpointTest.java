package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model folder with something wrong names what is wrong, and what was expected. */
class CheckpointTest {
  private static final String GATE = "model.layers.1.mlp_block.gate_proj.weight";

  @TempDir private Path folder;
  private TensorFile tensors;

  @BeforeEach
  void writeASoundModel() {
    SyntheticCheckpoint.recurrentGemma(folder, 1);
    tensors = TensorFile.read(folder.resolve("model.safetensors"));
  }

  @Test
  void saysWhatAFolderLacks() throws IOException {
    refuses(folder.resolve("nowhere"), "no model folder");
    refuses(folder.resolve("config.json"), "it is a file");
    Path other = Files.createDirectory(folder.resolve("other"));
    refuses(other, "no config.json");
    Files.copy(folder.resolve("config.json"), other.resolve("config.json"));
    refuses(other, "neither model.safetensors nor model.safetensors.index.json");
    Files.write(other.resolve("pytorch_model.bin"), new byte[1]);
    refuses(other, "but pytorch_model.bin, not read");
    Files.createDirectory(other.resolve("model.safetensors"));
    refuses(other, "cannot read");
  }

  @Test
  void namesTensorsThatAreMissingSurplusOrMisshapen() throws IOException {
    write(tensors.without(GATE));
    refuses(folder, "tensor " + GATE + " of shape [80, 48] is missing");
    write(tensors.with("model.layers.4.stray.weight", "F32", new int[] {1}, new byte[4]));
    refuses(folder, "tensor model.layers.4.stray.weight is not part of a recurrent_gemma model");
    tensors = tensors.without("model.layers.4.stray.weight");
    tensors.entry(GATE).putArray("shape").add(48).add(80);
    write(tensors);
    refuses(folder, "tensor " + GATE + " has shape [48, 80], wanted [80, 48]");
  }

  @Test
  void listsAFewProblemsAndCountsTheOthers() throws IOException {
    configure(config -> config.put("num_hidden_layers", 7));
    refuses(folder, "tensor model.layers.4.temporal_pre_norm.weight of shape [48] is missing");
    refuses(folder, "more. config.json and the weights must come from the same model");
  }

  @Test
  void namesATruncatedFile() throws IOException {
    byte[] whole = tensors.bytes();
    Files.write(
        folder.resolve("model.safetensors"), java.util.Arrays.copyOf(whole, whole.length - 1));
    refuses(folder, "model.final_norm.weight lies at bytes");
    refuses(folder, "(truncated?)");
  }

  @Test
  void ignoresACopyOfTheTiedHeadEvenOfAnotherShape() throws IOException {
    write(tensors.with("lm_head.weight", "F32", new int[] {1}, new byte[4]));
    assertThat(Checkpoint.open(folder).configuration().tiedHead()).isTrue();
    load();
  }

  @Test
  void takesEveryTensorFromTheShardThatTheIndexNames() throws IOException {
    shard(tensors, "part one.safetensors", "index.safetensors");
    Checkpoint checkpoint = Checkpoint.open(folder);
    assertThat(checkpoint.fingerprint()).matches("[0-9a-f]{64}");
    load();
  }

  @Test
  void refusesAnIndexThatReachesOutOrPointsNowhere() throws IOException {
    shard(tensors, "a.safetensors", "b.safetensors");
    refusesShard("../a.safetensors", "no plain file name");
    refusesShard("/etc/passwd", "no plain file name");
    refusesShard("sub/a.safetensors", "no plain file name");
    refusesShard("sub\\a.safetensors", "no plain file name");
    refusesShard("x\n/../a.safetensors", "no plain file name");
    refusesShard(".a.safetensors", "no plain file name");
    refusesShard("a\u0000", "no plain file name");
    refusesShard("\u00e4", "no plain file name");
    refusesShard("", "no plain file name");
    refusesShard("absent.safetensors", "absent.safetensors is missing");
    refusesShard("config.json", "not a sound safetensors file");
    refusesShard("b.safetensors", "tensor model.embed_tokens.weight is missing");
    refusesShard("b.safetensors", "places it in b.safetensors, which does not hold it");
    write("model.safetensors.index.json", "{\"weight_map\":{\"model.embed_tokens.weight\":7}}");
    refuses(folder, "no plain file name");
    for (String broken : new String[] {"", "[]", "{}", "{\"weight_map\":[]}"}) {
      write("model.safetensors.index.json", broken);
      refuses(folder, "no weight_map");
    }
    write("model.safetensors.index.json", "{\"weight_map\":");
    refuses(folder, "cannot read");
  }

  @Test
  void readsTheEndsOfTextFromTheGenerationConfigurationFirst() throws IOException {
    assertThat(Checkpoint.open(folder).endOfSequence()).containsExactly(1);
    assertThat(Checkpoint.open(folder).beginOfSequence()).hasValue(2);
    write("generation_config.json", "{\"eos_token_id\":[1,107]}");
    assertThat(Checkpoint.open(folder).endOfSequence()).containsExactly(1, 107);
    write("generation_config.json", "{\"eos_token_id\":null}");
    assertThat(Checkpoint.open(folder).endOfSequence()).containsExactly(1);
    configure(config -> config.remove(java.util.List.of("eos_token_id", "bos_token_id")));
    assertThat(Checkpoint.open(folder).endOfSequence()).isEmpty();
    assertThat(Checkpoint.open(folder).beginOfSequence()).isEmpty();
    for (String ids : new String[] {"\"1\"", "[1,\"x\"]", "-1", "704", "[1.5]", "4294967297"}) {
      write("generation_config.json", "{\"eos_token_id\":" + ids + "}");
      refusesEnds("ids from 0 to 703");
    }
    write("generation_config.json", "[");
    refusesEnds("cannot read");
    write("generation_config.json", "");
    refusesEnds("not a JSON object");
  }

  private void refusesShard(String shard, String named) throws IOException {
    ObjectNode index =
        (ObjectNode)
            TensorFile.JSON.readTree(folder.resolve("model.safetensors.index.json").toFile());
    ((ObjectNode) index.get("weight_map")).put("model.embed_tokens.weight", shard);
    write("model.safetensors.index.json", index.toString());
    refuses(folder, named);
  }

  private void refusesEnds(String named) {
    assertThatThrownBy(() -> Checkpoint.open(folder).endOfSequence())
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("generation_config.json")
        .hasMessageContaining(named);
  }

  /** Splits the tensors over two files: every other one. */
  private void shard(TensorFile whole, String first, String second) throws IOException {
    TensorFile[] parts = {new TensorFile(), new TensorFile()};
    ObjectNode index = TensorFile.JSON.createObjectNode();
    int[] count = {0};
    whole
        .header
        .fieldNames()
        .forEachRemaining(
            name -> {
              int part = count[0]++ % 2;
              parts[part].with(name, whole.dtype(name), whole.shape(name), whole.content(name));
              index.withObject("/weight_map").put(name, part == 0 ? first : second);
            });
    Files.write(folder.resolve(first), parts[0].bytes());
    Files.write(folder.resolve(second), parts[1].bytes());
    Files.delete(folder.resolve("model.safetensors"));
    write("model.safetensors.index.json", index.toString());
  }

  private void configure(Consumer<ObjectNode> edit) throws IOException {
    ObjectNode config =
        (ObjectNode) TensorFile.JSON.readTree(folder.resolve("config.json").toFile());
    edit.accept(config);
    write("config.json", config.toString());
  }

  private void load() {
    try (var team = dev.assay.core.parallel.ThreadTeam.of(2)) {
      assertThat(Checkpoint.open(folder).load(Quantization.NONE, team).weights().layers())
          .hasSize(4);
    }
  }

  private void write(TensorFile file) throws IOException {
    Files.write(folder.resolve("model.safetensors"), file.bytes());
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static void refuses(Path folder, String named) {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(named);
  }
}
