package dev.assay.core.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes small Hugging Face model folders with random weights, the same bytes on every machine:
 * {@link Random} and IEEE arithmetic only.
 */
public final class SyntheticCheckpoint {
  /** Ids of the tokenizer at {@code /tokenizers/tiny}. */
  public static final int TINY_VOCABULARY = 704;

  private static final int WIDTH = 48;
  private static final int HEADS = 3;
  private static final int HEAD_DIMENSION = 16;
  private static final int EXPANDED = 80;

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectNode header = json.createObjectNode();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final Random random;
  private final int vocabulary;

  private SyntheticCheckpoint(long seed, int vocabulary) {
    this.random = new Random(seed);
    this.vocabulary = vocabulary;
  }

  /**
   * A RecurrentGemma of four layers with a window of 40, bfloat16, tiny vocabulary and tokenizer.
   */
  public static Path recurrentGemma(Path folder, long seed) {
    SyntheticCheckpoint checkpoint = new SyntheticCheckpoint(seed, TINY_VOCABULARY);
    ObjectNode config = checkpoint.configuration("recurrent_gemma", 4);
    config.put("intermediate_size", 2 * EXPANDED).put("attention_window_size", 40);
    config.put("lru_width", WIDTH).put("logits_soft_cap", 30.0);
    config.put("hidden_activation", "gelu_pytorch_tanh");
    config.putArray("_block_types").add("recurrent").add("recurrent").add("attention");
    for (int layer = 0; layer < 4; layer++) {
      checkpoint.recurrentGemmaLayer("model.layers." + layer + ".", layer % 3 == 2);
    }
    checkpoint.tensor("model.final_norm.weight", 0.1, WIDTH);
    return checkpoint.write(folder, config);
  }

  /** A Gemma of three layers, bfloat16, tiny vocabulary and tokenizer. */
  public static Path gemma(Path folder, long seed) {
    SyntheticCheckpoint checkpoint = new SyntheticCheckpoint(seed, TINY_VOCABULARY);
    ObjectNode config = checkpoint.configuration("gemma", 3);
    config.put("intermediate_size", EXPANDED).put("hidden_act", "gelu");
    config.put("max_position_embeddings", 512);
    for (int layer = 0; layer < 3; layer++) {
      checkpoint.gemmaLayer("model.layers." + layer + ".");
    }
    checkpoint.tensor("model.norm.weight", 0.1, WIDTH);
    return checkpoint.write(folder, config);
  }

  private ObjectNode configuration(String family, int layers) {
    ObjectNode config = json.createObjectNode();
    config.put("model_type", family).put("hidden_size", WIDTH).put("num_hidden_layers", layers);
    config.put("num_attention_heads", HEADS).put("num_key_value_heads", 1);
    config.put("head_dim", HEAD_DIMENSION).put("vocab_size", vocabulary);
    config.put("bos_token_id", 2).put("eos_token_id", 1).put("rms_norm_eps", 1e-6);
    tensor("model.embed_tokens.weight", 0.3, vocabulary, WIDTH);
    return config;
  }

  private void recurrentGemmaLayer(String prefix, boolean attention) {
    tensor(prefix + "temporal_pre_norm.weight", 0.1, WIDTH);
    tensor(prefix + "channel_pre_norm.weight", 0.1, WIDTH);
    String block = prefix + "temporal_block.";
    if (attention) {
      attention(block);
      tensor(block + "o_proj.bias", 0.05, WIDTH);
    } else {
      for (String name : new String[] {"linear_x", "linear_y", "linear_out"}) {
        linear(block + name, WIDTH, WIDTH, true);
      }
      tensor(block + "conv_1d.weight", 0.5, WIDTH, 1, 4);
      tensor(block + "conv_1d.bias", 0.05, WIDTH);
      tensor(block + "rg_lru.recurrent_param", 0.8, WIDTH);
      for (String gate : new String[] {"input_gate", "recurrent_gate"}) {
        tensor(block + "rg_lru." + gate + "_weight", 0.3, HEADS, WIDTH / HEADS, WIDTH / HEADS);
        tensor(block + "rg_lru." + gate + "_bias", 0.5, HEADS, WIDTH / HEADS);
      }
    }
    feedForward(prefix + "mlp_block.", true);
  }

  private void gemmaLayer(String prefix) {
    tensor(prefix + "input_layernorm.weight", 0.1, WIDTH);
    tensor(prefix + "post_attention_layernorm.weight", 0.1, WIDTH);
    attention(prefix + "self_attn.");
    feedForward(prefix + "mlp.", false);
  }

  private void attention(String block) {
    linear(block + "q_proj", HEADS * HEAD_DIMENSION, WIDTH, false);
    linear(block + "k_proj", HEAD_DIMENSION, WIDTH, false);
    linear(block + "v_proj", HEAD_DIMENSION, WIDTH, false);
    linear(block + "o_proj", WIDTH, HEADS * HEAD_DIMENSION, false);
  }

  private void feedForward(String prefix, boolean bias) {
    linear(prefix + "gate_proj", EXPANDED, WIDTH, bias);
    linear(prefix + "up_proj", EXPANDED, WIDTH, bias);
    linear(prefix + "down_proj", WIDTH, EXPANDED, bias);
  }

  private void linear(String name, int outputs, int inputs, boolean bias) {
    tensor(name + ".weight", 1 / StrictMath.sqrt(inputs), outputs, inputs);
    if (bias) {
      tensor(name + ".bias", 0.05, outputs);
    }
  }

  /** Uniform in ±√3·deviation, as bfloat16. */
  private void tensor(String name, double deviation, int... shape) {
    ObjectNode entry = header.putObject(name).put("dtype", "BF16");
    int elements = 1;
    for (int dimension : shape) {
      entry.withArray("shape").add(dimension);
      elements *= dimension;
    }
    int begin = data.size();
    for (int i = 0; i < elements; i++) {
      float value = (float) ((2 * random.nextDouble() - 1) * 1.7320508 * deviation);
      int bits = Float.floatToIntBits(value) >>> 16;
      data.write(bits);
      data.write(bits >>> 8);
    }
    entry.withArray("data_offsets").add(begin).add(data.size());
  }

  private Path write(Path folder, ObjectNode config) {
    try {
      Files.createDirectories(folder);
      byte[] names = header.toString().getBytes(StandardCharsets.UTF_8);
      ByteBuffer file =
          ByteBuffer.allocate(Long.BYTES + names.length + data.size())
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(names.length)
              .put(names)
              .put(data.toByteArray());
      Files.write(folder.resolve("model.safetensors"), file.array());
      Files.writeString(folder.resolve("config.json"), config.toPrettyString());
      for (String name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
        try (InputStream in =
            SyntheticCheckpoint.class.getResourceAsStream("/tokenizers/tiny/" + name)) {
          Files.write(folder.resolve(name), in.readAllBytes());
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
