package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.NearestNames;
import dev.assay.core.gguf.GgufFile;
import dev.assay.core.gguf.Metadata;
import dev.assay.core.gguf.MetadataValue;
import dev.assay.core.gguf.NumberArray;
import dev.assay.core.gguf.TensorEntry;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The metadata of a GGUF file as the config.json that its model has (llama.cpp, conversion/*.py and
 * src/llama-model.cpp, where also stands what holds for a key that is absent).
 */
final class GgufConfiguration {
  private static final String ARCHITECTURE = "general.architecture";

  /** {@code model_type} by architecture. */
  private static final Map<String, String> MODEL_TYPES =
      Map.of(
          "llama", "llama",
          "qwen2", "qwen2",
          "qwen3", "qwen3",
          "gemma", "gemma",
          "gemma2", "gemma2",
          "gemma3", "gemma3_text",
          "phi3", "phi3");

  private final GgufFile file;
  private final Metadata metadata;
  private final String architecture;

  GgufConfiguration(GgufFile file) {
    this.file = file;
    this.metadata = file.metadata();
    refuseParts();
    this.architecture =
        metadata.text(ARCHITECTURE).orElseThrow(() -> metadata.missing(ARCHITECTURE));
    if (!MODEL_TYPES.containsKey(architecture)) {
      throw ModelErrors.of(
          file.path() + " has the architecture '" + Fields.shown(architecture) + "'",
          "supported are " + MODEL_TYPES.keySet().stream().sorted().toList(),
          NearestNames.suggestion(
              architecture, MODEL_TYPES.keySet(), "use a model of one of these architectures"));
    }
  }

  private void refuseParts() {
    String type = metadata.text("general.type").orElse("model");
    if (!type.equals("model")) {
      throw ModelErrors.of(
          file.path() + " is of the type '" + Fields.shown(type) + "'",
          "general.type says so, and only a 'model' can be run",
          "give the file of the model itself");
    }
    OptionalLong parts = metadata.whole("split.count");
    if (parts.orElse(1) > 1) {
      throw ModelErrors.of(
          file.path() + " is one of " + parts.getAsLong() + " parts of a model",
          "split files are not read",
          "put the parts together with llama-gguf-split --merge");
    }
  }

  String modelType() {
    return MODEL_TYPES.get(architecture);
  }

  /** Heads whose rows of a tensor lie in rotary pairs; 0 for tensors that have none. */
  int pairedHeads(String tensor) {
    if (!architecture.equals("llama")) {
      return 0;
    }
    int heads = size("attention.head_count");
    if (tensor.contains(".attn_q.")) {
      return heads;
    }
    return tensor.contains(".attn_k.") ? size("attention.head_count_kv", heads) : 0;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    int width = size("embedding_length");
    int heads = size("attention.head_count");
    int head = size("attention.key_length", Math.max(1, width / heads));
    require("attention.value_length", head, size("attention.value_length", head));
    require("rope.dimension_count", head, size("rope.dimension_count", head));
    json.put("model_type", modelType())
        .put("hidden_size", width)
        .put("num_hidden_layers", size("block_count"))
        .put("num_attention_heads", heads)
        .put("num_key_value_heads", size("attention.head_count_kv", heads))
        .put("head_dim", head)
        .put("intermediate_size", size("feed_forward_length"))
        .put("max_position_embeddings", size("context_length"))
        .put("vocab_size", vocabulary())
        .put("rms_norm_eps", required("attention.layer_norm_rms_epsilon"))
        .put("rope_theta", number("rope.freq_base").orElse(10_000))
        .put("tie_word_embeddings", isGemma() || !has(GgufNames.HEAD))
        .put("attention_bias", has("blk.0.attn_output.bias"))
        .put("mlp_bias", has("blk.0.ffn_down.bias"));
    long experts = metadata.whole(key("expert_count")).orElse(0);
    if (experts > 0) {
      json.put("num_experts", experts);
    }
    scaling(json);
    if (architecture.equals("phi3")) {
      window(0).ifPresent(window -> json.put("sliding_window", window));
    }
    if (architecture.equals("gemma2") || architecture.equals("gemma3")) {
      gemma(json, width, heads, head);
    }
    GgufSequenceEnds.put(metadata, json);
    return json;
  }

  private boolean isGemma() {
    return architecture.startsWith("gemma");
  }

  private boolean has(String tensor) {
    return file.tensors().containsKey(tensor);
  }

  private String key(String name) {
    return architecture + "." + name;
  }

  /** The embedding's rows decide, whatever a key says. */
  private long vocabulary() {
    TensorEntry embedding = file.tensors().get(GgufNames.EMBEDDING);
    if (embedding == null || embedding.shape().size() != 2) {
      throw ModelErrors.of(
          file.path() + " has no embedding",
          "there is no matrix " + GgufNames.EMBEDDING,
          "give the file of a whole model");
    }
    return embedding.shape().get(0);
  }

  private void scaling(ObjectNode json) {
    String type = metadata.text(key("rope.scaling.type")).orElse("none");
    OptionalDouble older = number("rope.scale_linear");
    if (type.equals("none") && older.orElse(1) != 1) {
      json.putObject("rope_scaling").put("rope_type", "linear").put("factor", older.getAsDouble());
    } else if (!type.equals("none")) {
      ObjectNode scaling = json.putObject("rope_scaling").put("rope_type", type);
      number("rope.scaling.factor").ifPresent(factor -> scaling.put("factor", factor));
    }
  }

  /** What no key says of Gemma 2 and 3 is written in llama.cpp's code. */
  private void gemma(ObjectNode json, int width, int heads, int head) {
    boolean second = architecture.equals("gemma2");
    int layers = size("block_count");
    // The two models of 27B: their queries are scaled by something else than the head.
    boolean largest = layers == (second ? 46 : 62);
    json.put("query_pre_attn_scalar", largest ? width / heads : head);
    if (second) {
      json.put("attn_logit_softcapping", number("attn_logit_softcapping").orElse(50));
      json.put("final_logit_softcapping", number("final_logit_softcapping").orElse(30));
    } else {
      json.put("rope_local_base_freq", number("rope.freq_base_swa").orElse(10_000));
      number("final_logit_softcapping").ifPresent(cap -> json.put("final_logit_softcapping", cap));
    }
    OptionalLong window = window(second ? 4096 : 0);
    window.ifPresent(keys -> json.put("sliding_window", keys));
    ArrayNode types = json.putArray("layer_types");
    boolean[] slides = window.isPresent() ? slides(layers, second ? 2 : 6) : new boolean[layers];
    for (boolean slide : slides) {
      types.add(slide ? "sliding_attention" : "full_attention");
    }
  }

  private OptionalLong window(long otherwise) {
    long window = metadata.whole(key("attention.sliding_window")).orElse(otherwise);
    return window == 0 ? OptionalLong.empty() : OptionalLong.of(window);
  }

  private boolean[] slides(int layers, int otherwise) {
    String key = key("attention.sliding_window_pattern");
    boolean[] slides = new boolean[layers];
    if (metadata.value(key).orElse(null) instanceof NumberArray listed) {
      if (listed.size() != layers || !listed.flags() && !listed.whole()) {
        throw metadata.wrong(key, "a number, or true or false of each of " + layers + " layers");
      }
      for (int i = 0; i < layers; i++) {
        slides[i] = listed.whole(i) != 0;
      }
      return slides;
    }
    int period = size("attention.sliding_window_pattern", otherwise);
    for (int i = 0; i < layers; i++) {
      slides[i] = i % period < period - 1;
    }
    return slides;
  }

  private OptionalDouble number(String name) {
    return metadata.number(key(name));
  }

  private double required(String name) {
    return number(name).orElseThrow(() -> metadata.missing(key(name)));
  }

  private int size(String name) {
    metadata.value(key(name)).orElseThrow(() -> metadata.missing(key(name)));
    return size(name, 0);
  }

  /** A positive integer, or one for each layer, all equal. */
  private int size(String name, int otherwise) {
    String key = key(name);
    MetadataValue value = metadata.value(key).orElse(null);
    long size = otherwise;
    if (value instanceof NumberArray each) {
      size = each.size() > 0 && each.whole() ? each.whole(0) : 0;
      for (int i = 1; size > 0 && i < each.size(); i++) {
        if (each.whole(i) != size) {
          throw metadata.wrong(key, "the same for every layer");
        }
      }
    } else if (value != null) {
      size = metadata.whole(key).orElse(0);
    }
    if (size < 1 || size > Fields.MOST_TOKENS) {
      throw metadata.wrong(key, "an integer from 1 to " + Fields.MOST_TOKENS);
    }
    return (int) size;
  }

  private void require(String name, int wanted, int stated) {
    if (wanted != stated) {
      throw unequal(name, wanted);
    }
  }

  private AssayException unequal(String name, int wanted) {
    return metadata.wrong(key(name), wanted + ", the dimension of a head: others are not computed");
  }
}
