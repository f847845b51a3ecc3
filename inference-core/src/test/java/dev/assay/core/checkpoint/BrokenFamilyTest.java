package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Model;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.GoldenCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders of every family with something wrong, or something that is not computed. */
class BrokenFamilyTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what is not computed
        "llama | rope_scaling | {\"rope_type\":\"yarn\",\"factor\":4} | rope_type 'yarn'",
        "qwen2 | rope_scaling | {\"type\":\"yarn\",\"factor\":4} | rope_type 'yarn'",
        "phi3 | rope_scaling | {\"type\":\"longrope\"} | length of the whole text",
        "phi3 | rope_scaling | {\"type\":\"su\"} | rope_type 'su'",
        "llama | rope_scaling | {\"type\":\"dynamic\",\"factor\":2} | rope_type 'dynamic'",
        "llama | rope_scaling | {\"type\":\"new\"} | it is not known",
        "llama | rope_interleaved | true | rope_interleaved true",
        "gemma3 | use_bidirectional_attention | true | sees both ways",
        "gemma3 | use_bidirectional_attention | \"all\" | use_bidirectional_attention \"all\"",
        "llama | num_local_experts | 8 | mixtures of experts",
        "qwen3 | num_experts | 128 | mixtures of experts",
        "llama | quantization_config | {\"quant_method\":\"gptq\"} | quantization_config",
        "qwen3 | model_type | \"qwen3_moe\" | mixtures of experts are not computed",
        "qwen2 | model_type | \"qwen2_vl\" | model_type 'qwen2_vl': supported are",
        "llama | hidden_act | \"gelu\" | computed are: silu",
        "gemma2 | hidden_activation | \"silu\" | computed are: gelu_pytorch_tanh",
        "qwen2 | layer_types | [\"full_attention\",\"linear_attention\",\"full_attention\"] | lay",
        // what cannot be
        "llama | rope_scaling | {\"rope_type\":\"llama3\",\"factor\":4} | 'low_freq_factor'",
        "llama | rope_scaling | {\"rope_type\":\"linear\"} | no 'factor'",
        "llama | rope_scaling | {\"rope_type\":\"linear\",\"factor\":0} | a positive number",
        "llama | rope_scaling | \"linear\" | wanted is an object",
        "llama | rope_parameters | 7 | wanted is an object",
        "llama | rope_parameters | {\"rope_type\":\"default\"} | or what rope_parameters says",
        "qwen2 | rope_parameters | {\"full_attention\":{\"rope_theta\":1e4}} | for all layers",
        "gemma3 | rope_parameters | {\"full_attention\":{}} | what rope_parameters says",
        "gemma2 | layer_types | [\"sliding_attention\"] | types of 3 layers",
        "gemma2 | layer_types | \"full_attention\" | types of 3 layers",
        "phi3 | layer_types | [\"full_attention\",\"full_attention\",\"full_attention\"] | every l",
        "llama | layer_types | [\"sliding_attention\",\"full_attention\",\"full_attention\"] | wit",
        "gemma2 | sliding_window | 0 | a positive integer",
        "gemma3 | sliding_window_pattern | 0 | a positive integer",
        "qwen2 | max_window_layers | -1 | not negative",
        "qwen2 | max_window_layers | 1.5 | a number of layers",
        "qwen2 | use_sliding_window | 1 | true or false",
        "gemma2 | query_pre_attn_scalar | 0 | a positive number",
        "gemma2 | attn_logit_softcapping | -50 | not negative",
        "gemma2 | final_logit_softcapping | \"30\" | not negative",
        "llama | attention_bias | 1 | true or false",
        "llama | mlp_bias | \"no\" | true or false",
        "qwen3 | head_dim | 11 | 11 rotary dimensions",
        "gemma3 | rope_local_base_freq | 0 | a positive number",
        // what does not fit the tensors
        "llama | attention_bias | false | q_proj.bias is not part of a llama model",
        "llama | mlp_bias | null | gate_proj.bias is not part of a llama model",
        "llama | tie_word_embeddings | false | lm_head.weight of shape [48, 16] is missing",
        "qwen2 | model_type | \"llama\" | q_proj.bias is not part of a llama model",
        "llama | model_type | \"qwen2\" | o_proj.bias is not part of a qwen2 model",
        "qwen3 | head_dim | null | has shape [24, 16], wanted [256, 16]",
        "gemma2 | head_dim | 12 | wanted [24, 16]",
        "gemma2 | model_type | \"gemma\" | pre_feedforward_layernorm.weight is not part of a gem",
        "gemma3 | model_type | \"gemma2\" | k_norm.weight is not part of a gemma2 model",
        "phi3 | model_type | \"llama\" | q_proj.weight of shape [16, 16] is missing",
        "phi3 | num_key_value_heads | 2 | wanted [48, 16]",
        "phi3 | intermediate_size | 25 | gate_up_proj.weight has shape [48, 16], wanted [50, 16]",
      })
  void configurations(String family, String key, String value, String named) throws IOException {
    copy(family);
    JsonNode changed = TensorFile.JSON.readTree(value);
    configure(config -> config.set(key, changed));
    refuses(named);
  }

  /** Each family's folder, broken in the same twenty ways. */
  @ParameterizedTest
  @MethodSource("families")
  void everyFamilysFolderBrokenInTwentyWays(GoldenCheckpoint golden) throws IOException {
    String family = golden.toString();
    List<Consumer<ObjectNode>> edits =
        List.of(
            config -> config.remove("model_type"),
            config -> config.put("model_type", "nobodys"),
            config -> config.put("model_type", 7),
            config -> config.remove("hidden_size"),
            config -> config.put("hidden_size", 0),
            config -> config.put("hidden_size", "16"),
            config -> config.put("vocab_size", -1),
            config -> config.put("vocab_size", 1 << 30),
            config -> config.put("num_hidden_layers", 0),
            config -> config.put("num_hidden_layers", 2_000_000_000),
            config -> config.put("num_attention_heads", 3.5),
            config -> config.put("num_attention_heads", 1L << 40),
            config -> config.put("num_key_value_heads", 5),
            config -> config.put("intermediate_size", 7),
            config -> config.put("rms_norm_eps", "small"),
            config -> config.put("max_position_embeddings", -4));
    for (int way = 0; way < edits.size(); way++) {
      copy(family);
      configure(edits.get(way));
      refuses("");
    }
    copy(family);
    Path weights = folder.resolve("model.safetensors");
    byte[] sound = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(sound, sound.length / 2));
    refuses("model.safetensors");
    byte[] absurd = sound.clone();
    Arrays.fill(absurd, 0, 8, (byte) 0x7F);
    Files.write(weights, absurd);
    refuses("model.safetensors");
    Files.delete(weights);
    refuses("no weights");
    copy(family);
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":");
    refuses("config.json");
  }

  @Test
  void tensorsThatAreMissingSurplusOrMisshapen() throws IOException {
    lacks("qwen2", "self_attn.k_proj.bias");
    lacks("qwen3", "self_attn.q_norm.weight");
    lacks("gemma2", "post_feedforward_layernorm.weight");
    lacks("gemma3", "self_attn.k_norm.weight");
    lacks("phi3", "self_attn.qkv_proj.weight");
    lacks("llama", "mlp.down_proj.bias");
    String fused = "model.layers.0.self_attn.qkv_proj.weight";
    change("phi3", file -> reshaped(file, fused, 16, 32), fused + " has shape [16, 32]");
    String norm = "model.layers.2.self_attn.q_norm.weight";
    change("qwen3", file -> reshaped(file, norm, 4, 3), norm + " has shape [4, 3], wanted [12]");
    String output = "model.layers.0.self_attn.o_proj.bias";
    change(
        "qwen2",
        file -> file.with(output, "BF16", new int[] {16}, new byte[32]),
        "o_proj.bias is not part of a qwen2 model");
    change(
        "llama",
        file ->
            file.with(
                "model.layers.0.self_attn.q_norm.weight", "BF16", new int[] {8}, new byte[16]),
        "q_norm.weight is not part of a llama model");
    change(
        "gemma3",
        file -> file.with("vision_tower.patch.weight", "BF16", new int[] {1}, new byte[2]),
        "vision_tower.patch.weight is not part of a gemma3_text model");
  }

  /** Old files carry rotary frequencies; what they say follows from the configuration. */
  @Test
  void frequenciesInAFileAreNotRead() throws IOException {
    copy("llama");
    TensorFile file = TensorFile.read(folder.resolve("model.safetensors"));
    String name = "model.layers.0.self_attn.rotary_emb.inv_freq";
    Files.write(
        folder.resolve("model.safetensors"),
        file.with(name, "F32", new int[] {4}, new byte[16]).bytes());
    assertThat(Checkpoint.open(folder).configuration().tiedHead()).isTrue();
  }

  /** Phi-3's fused rows are those of the tensors that others have. */
  @Test
  void fusedTensorsAreCutAtTheirRows() throws IOException {
    copy("phi3");
    Model fused = load();
    TensorFile file = TensorFile.read(folder.resolve("model.safetensors"));
    for (int layer = 0; layer < 3; layer++) {
      String prefix = "model.layers." + layer + ".";
      file = cut(file, prefix + "self_attn.", "qkv_proj", new String[] {"q", "k", "v"}, 16, 8, 8);
      file = cut(file, prefix + "mlp.", "gate_up_proj", new String[] {"gate", "up"}, 24, 24);
    }
    Files.write(folder.resolve("model.safetensors"), file.bytes());
    configure(config -> config.put("model_type", "mistral"));
    Model apart = load();
    assertThat(LoadedMatrices.of(apart)).isEqualTo(LoadedMatrices.of(fused));
  }

  /** Both spellings of a wrapper's names, beside tensors of its other parts. */
  @ParameterizedTest
  @CsvSource({"language_model.model., vision_tower.", "model.language_model., model.vision_tower."})
  void aWrappersTextPartIsTheModel(String prefix, String other) throws IOException {
    copy("gemma3");
    Model plain = load();
    TensorFile renamed = new TensorFile();
    TensorFile file = TensorFile.read(folder.resolve("model.safetensors"));
    file.header
        .fieldNames()
        .forEachRemaining(
            name -> {
              String inner = prefix + name.substring("model.".length());
              renamed.with(inner, file.dtype(name), file.shape(name), file.content(name));
            });
    renamed.with(other + "x.weight", "BF16", new int[] {1}, new byte[2]);
    Files.write(folder.resolve("model.safetensors"), renamed.bytes());
    refuses("is missing");
    configure(
        config -> {
          ObjectNode inner = config.deepCopy();
          config.removeAll();
          config.put("model_type", "gemma3").set("text_config", inner);
        });
    Model wrapped = load();
    assertThat(wrapped.configuration().layers()).isEqualTo(plain.configuration().layers());
    assertThat(LoadedMatrices.of(wrapped)).isEqualTo(LoadedMatrices.of(plain));
    configure(config -> config.put("text_config", 1));
    refuses("the configuration of the text part");
    configure(config -> config.remove("text_config"));
    refuses("no 'text_config'");
  }

  /** Bytes of heap are those of the matrices, whatever the file fuses. */
  @ParameterizedTest
  @MethodSource("families")
  void bytesAreThoseOfTheMatrices(GoldenCheckpoint golden) throws IOException {
    try (ThreadTeam team = ThreadTeam.of(1)) {
      for (Quantization quantization : Quantization.values()) {
        Checkpoint checkpoint = Checkpoint.open(golden.folder());
        long matrices = LoadedMatrices.bytes(checkpoint.load(quantization, team));
        long all = checkpoint.weightBytes(quantization);
        assertThat(all).isBetween(matrices, matrices + 4096);
        assertThat(Checkpoint.weightBytes(checkpoint.configuration(), quantization)).isEqualTo(all);
      }
    }
  }

  static List<GoldenCheckpoint> families() {
    return GoldenCheckpoint.families();
  }

  private void lacks(String family, String suffix) throws IOException {
    String name = "model.layers.1." + suffix;
    change(family, file -> file.without(name), "tensor " + name + " of shape");
  }

  private void change(String family, UnaryOperator<TensorFile> edit, String named)
      throws IOException {
    copy(family);
    Path file = folder.resolve("model.safetensors");
    Files.write(file, edit.apply(TensorFile.read(file)).bytes());
    refuses(named);
  }

  private static TensorFile reshaped(TensorFile file, String name, int... shape) {
    TensorFile other = file.without(name);
    int bytes = 2 * Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return other.with(name, "BF16", shape, Arrays.copyOf(file.content(name), bytes));
  }

  private static TensorFile cut(
      TensorFile file, String prefix, String fused, String[] names, int... rows) {
    String name = prefix + fused + ".weight";
    TensorFile others = file.without(name);
    byte[] content = file.content(name);
    int at = 0;
    for (int i = 0; i < rows.length; i++) {
      int end = at + rows[i] * 16 * 2;
      others.with(
          prefix + names[i] + "_proj.weight",
          "BF16",
          new int[] {rows[i], 16},
          Arrays.copyOfRange(content, at, end));
      at = end;
    }
    return others;
  }

  private Model load() {
    try (ThreadTeam team = ThreadTeam.of(1)) {
      return Checkpoint.open(folder).load(Quantization.NONE, team);
    }
  }

  private void copy(String family) throws IOException {
    GoldenCheckpoint golden =
        GoldenCheckpoint.families().stream()
            .filter(candidate -> candidate.toString().equals(family))
            .findFirst()
            .orElseThrow();
    for (String name : new String[] {"config.json", "model.safetensors"}) {
      Files.write(folder.resolve(name), Files.readAllBytes(golden.folder().resolve(name)));
    }
  }

  private void configure(Consumer<ObjectNode> edit) throws IOException {
    Path file = folder.resolve("config.json");
    ObjectNode config = (ObjectNode) TensorFile.JSON.readTree(file.toFile());
    edit.accept(config);
    Files.writeString(file, config.toString());
  }

  private void refuses(String named) {
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(named)
        .hasMessageContaining(folder.toString());
  }
}
