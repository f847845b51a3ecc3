package dev.assay.cli.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of Gemma 2B's whole shape: sound headers, and after them a hole of the right length. */
final class PublishedGemma {
  private static final int VOCABULARY = 256_000;
  private static final int WIDTH = 2048;
  private static final int EXPANDED = 16_384;
  private static final int KEYS = 256;
  private static final int LAYERS = 18;

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectNode header = json.createObjectNode();
  private final String type;
  private final int elementBytes;
  private long end;

  private PublishedGemma(String type) {
    this.type = type;
    this.elementBytes = type.equals("F32") ? Float.BYTES : Short.BYTES;
  }

  /**
   * @param type of all tensors: BF16, F16 or F32
   * @param head whether the file holds the tied head as well
   */
  static Path write(Path folder, String type, boolean head) throws IOException {
    PublishedGemma model = new PublishedGemma(type);
    model.tensor("model.embed_tokens.weight", VOCABULARY, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      model.layer("model.layers." + layer + ".");
    }
    model.tensor("model.norm.weight", WIDTH);
    if (head) {
      model.tensor("lm_head.weight", VOCABULARY, WIDTH);
    }
    Files.createDirectories(folder);
    model.json.writeValue(folder.resolve("config.json").toFile(), model.configuration());
    byte[] names = model.header.toString().getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      file.write(length.putLong(names.length).array());
      file.write(names);
      file.setLength(Long.BYTES + names.length + model.end);
    }
    return folder;
  }

  private ObjectNode configuration() {
    ObjectNode config = json.createObjectNode();
    config.put("model_type", "gemma").put("vocab_size", VOCABULARY).put("hidden_size", WIDTH);
    config.put("num_hidden_layers", LAYERS).put("intermediate_size", EXPANDED);
    config.put("num_attention_heads", 8).put("num_key_value_heads", 1).put("head_dim", KEYS);
    config.put("max_position_embeddings", 8192).put("rms_norm_eps", 1e-6);
    return config.put("hidden_act", "gelu_pytorch_tanh");
  }

  private void layer(String prefix) {
    tensor(prefix + "input_layernorm.weight", WIDTH);
    tensor(prefix + "post_attention_layernorm.weight", WIDTH);
    tensor(prefix + "self_attn.q_proj.weight", WIDTH, WIDTH);
    tensor(prefix + "self_attn.k_proj.weight", KEYS, WIDTH);
    tensor(prefix + "self_attn.v_proj.weight", KEYS, WIDTH);
    tensor(prefix + "self_attn.o_proj.weight", WIDTH, WIDTH);
    tensor(prefix + "mlp.gate_proj.weight", EXPANDED, WIDTH);
    tensor(prefix + "mlp.up_proj.weight", EXPANDED, WIDTH);
    tensor(prefix + "mlp.down_proj.weight", WIDTH, EXPANDED);
  }

  private void tensor(String name, long... shape) {
    ObjectNode entry = header.putObject(name).put("dtype", type);
    long bytes = elementBytes;
    for (long dimension : shape) {
      entry.withArray("shape").add(dimension);
      bytes *= dimension;
    }
    entry.withArray("data_offsets").add(end).add(end + bytes);
    end += bytes;
  }
}
