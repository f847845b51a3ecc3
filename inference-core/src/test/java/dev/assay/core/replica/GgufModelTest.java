package dev.assay.core.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.GgufWriter;
import dev.assay.core.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GGUF file is a model as a folder is, and one that is broken is refused by name. */
class GgufModelTest {
  private static final int WIDTH = 32;
  private static final List<String> TOKENS =
      List.of("<unk>", "<s>", "</s>", "\u2581", "a", "b", "ab", "\u2581ab");

  @TempDir private Path folder;

  private final Map<String, Object> keys = new TreeMap<>();
  private final Map<String, int[]> shapes = new TreeMap<>();

  private void llama() {
    keys.clear();
    shapes.clear();
    keys.put("general.architecture", "llama");
    keys.put("llama.context_length", 64);
    keys.put("llama.embedding_length", WIDTH);
    keys.put("llama.block_count", 1);
    keys.put("llama.feed_forward_length", 64);
    keys.put("llama.attention.head_count", 4);
    keys.put("llama.attention.head_count_kv", 2);
    keys.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    keys.put("tokenizer.ggml.model", "llama");
    keys.put("tokenizer.ggml.tokens", TOKENS);
    keys.put("tokenizer.ggml.scores", new float[] {0, 0, 0, -4, -5, -6, -1, -2});
    keys.put("tokenizer.ggml.token_type", new int[] {2, 3, 3, 1, 1, 1, 1, 1});
    keys.put("tokenizer.chat_template", "{{ bos_token }}{{ messages[0].content }}");
    shapes.put("token_embd.weight", new int[] {TOKENS.size(), WIDTH});
    shapes.put("output_norm.weight", new int[] {WIDTH});
    shapes.put("blk.0.attn_norm.weight", new int[] {WIDTH});
    shapes.put("blk.0.ffn_norm.weight", new int[] {WIDTH});
    shapes.put("blk.0.attn_q.weight", new int[] {WIDTH, WIDTH});
    shapes.put("blk.0.attn_k.weight", new int[] {WIDTH / 2, WIDTH});
    shapes.put("blk.0.attn_v.weight", new int[] {WIDTH / 2, WIDTH});
    shapes.put("blk.0.attn_output.weight", new int[] {WIDTH, WIDTH});
    shapes.put("blk.0.ffn_gate.weight", new int[] {64, WIDTH});
    shapes.put("blk.0.ffn_up.weight", new int[] {64, WIDTH});
    shapes.put("blk.0.ffn_down.weight", new int[] {WIDTH, 64});
  }

  @Test
  void opensLikeAFolder() throws IOException {
    llama();
    ModelFolder model = ModelFolder.open(write());
    assertThat(model.configuration().family().modelType()).isEqualTo("llama");
    assertThat(model.configuration().tiedHead()).isTrue();
    assertThat(model.configuration().vocabularySize()).isEqualTo(TOKENS.size());
    assertThat(model.hasTokenizer()).isTrue();
    assertThat(model.tokenizer().encode("ab")).containsExactly(7);
    assertThat(model.beginOfSequence(false)).hasValue(1);
    assertThat(model.endOfSequence()).containsExactly(2);
    assertThat(model.chatTemplate().orElseThrow().specialTokens()).isEmpty();
    assertThat(model.fingerprint()).hasSize(64).isEqualTo(model.tokenizerFingerprint());
    model.refuseIfChanged();
    assertThat(model.checkpoint().blockTypes(Quantization.NONE)).containsExactly(BlockType.Q8_0);
    assertThat(model.checkpoint().blockTypes(Quantization.INT8)).isEmpty();
    long matrices = model.checkpoint().weightBytes(Quantization.NONE);
    assertThat(matrices)
        .isLessThanOrEqualTo((long) (1.15 * Files.size(folder.resolve("m.gguf"))) + 4096);
  }

  /** int8 and bfloat16 are made from what the blocks stand for. */
  @Test
  void isQuantisedAnewWhereThatIsAsked() throws IOException {
    llama();
    ModelFolder model = ModelFolder.open(write());
    try (ThreadTeam team = ThreadTeam.of(1)) {
      for (Quantization quantization : Quantization.values()) {
        var held = model.checkpoint().load(quantization, team).weights().embedding();
        assertThat(held.weight(3, 5)).isEqualTo(0f);
      }
    }
  }

  @Test
  void isRefusedByNameWhereItIsBroken() throws IOException {
    refuses("general.architecture", k -> k.remove("general.architecture"));
    refuses("'gpt9'", k -> k.put("general.architecture", "gpt9"));
    refuses("of type uint32", k -> k.put("general.architecture", 7));
    refuses("'llama.block_count' of type string", k -> k.put("llama.block_count", "1"));
    refuses("'llama.block_count': 0", k -> k.put("llama.block_count", 0));
    refuses("'llama.context_length'", k -> k.remove("llama.context_length"));
    refuses("'llama.embedding_length': 4294967295", k -> k.put("llama.embedding_length", -1));
    refuses(
        "do not fit their metadata",
        k -> k.put("llama.feed_forward_length", 96),
        "wanted [96, 32]");
    refuses("layer_norm_rms_epsilon", k -> k.remove("llama.attention.layer_norm_rms_epsilon"));
    refuses("is one of 3 parts", k -> k.put("split.count", 3));
    refuses("'adapter'", k -> k.put("general.type", "adapter"));
    refuses("rope.dimension_count", k -> k.put("llama.rope.dimension_count", 4));
    refuses("value_length", k -> k.put("llama.attention.value_length", 4));
    refuses("yarn", k -> k.put("llama.rope.scaling.type", "yarn"));
    refuses("mixtures of experts", k -> k.put("llama.expert_count", 8));
    refuses("the same for every layer", k -> k.put("llama.attention.head_count", new int[] {4, 2}));
    refuses("a divisor of the 4", k -> k.put("llama.attention.head_count_kv", 3));
    refusesTensors("blk.0.attn_x.weight", s -> s.put("blk.0.attn_x.weight", new int[] {4, WIDTH}));
    refusesTensors("mixtures", s -> s.put("blk.0.ffn_gate_exps.weight", new int[] {4, WIDTH}));
    refusesTensors("layers.1.", s -> s.put("blk.1.attn_q.weight", new int[] {WIDTH, WIDTH}));
    refusesTensors("is missing", s -> s.remove("blk.0.attn_v.weight"));
    refusesTensors("no embedding", s -> s.remove("token_embd.weight"));
    refusesTensors("rope_freqs.weight", s -> s.put("rope_freqs.weight", new int[] {3}));
    refusesTensors("by which no frequency", s -> s.put("rope_freqs.weight", new int[] {4}));
  }

  @Test
  void aBrokenTokenizerIsRefusedByName() throws IOException {
    refusesTokenizer("'bert'", k -> k.put("tokenizer.ggml.model", "bert"));
    refusesTokenizer("scores", k -> k.remove("tokenizer.ggml.scores"));
    refusesTokenizer("scores", k -> k.put("tokenizer.ggml.scores", new float[] {1}));
    refusesTokenizer(
        "type 9", k -> k.put("tokenizer.ggml.token_type", new int[] {2, 3, 3, 1, 1, 9, 1, 1}));
    refusesTokenizer("bos_token_id", k -> k.put("tokenizer.ggml.bos_token_id", 99));
    refusesTokenizer("tokens", k -> k.remove("tokenizer.ggml.tokens"));
    refusesTokenizer("pre", k -> k.put("tokenizer.ggml.model", "gpt2"));
    refusesTokenizer(
        "'default'",
        k -> {
          k.put("tokenizer.ggml.model", "gpt2");
          k.put("tokenizer.ggml.pre", "default");
        });
    refusesTokenizer(
        "'a' has two ids",
        k -> k.put("tokenizer.ggml.tokens", List.of("a", "a", "</s>", "c", "d", "e", "f", "g")));
  }

  @Test
  void everyMalformedFileOfTheGoldensIsRefused() throws IOException {
    try (Stream<Path> files = Files.list(SharedFolder.path("goldens/families/gguf-hostile"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".gguf")).sorted().toList()) {
        // The sound ones hold no whole model.
        assertThatThrownBy(() -> ModelFolder.open(file))
            .as(file.toString())
            .isInstanceOfSatisfying(
                AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL));
      }
    }
  }

  /** Token ids of texts that come back as they were. */
  @Test
  void tokenizersOfTheGoldensOpen() throws IOException {
    try (Stream<Path> folders = Files.list(SharedFolder.path("goldens/families/gguf"))) {
      for (Path golden : folders.sorted().toList()) {
        ModelFolder model = ModelFolder.open(golden.resolve("model.gguf"));
        int[] ids = model.tokenizer().encode("a b");
        assertThat(ids).as(golden.toString()).isNotEmpty();
        assertThat(model.tokenizer().decode(ids)).as(golden.toString()).contains("a b");
        assertThat(model.tokenizer().vocabularySize())
            .isLessThanOrEqualTo(model.configuration().vocabularySize());
      }
    }
  }

  private void refuses(String named, Consumer<Map<String, Object>> broken, String... more)
      throws IOException {
    llama();
    broken.accept(keys);
    Path file = write();
    refuses(() -> ModelFolder.open(file), named, more);
  }

  private void refusesTensors(String named, Consumer<Map<String, int[]>> broken)
      throws IOException {
    llama();
    broken.accept(shapes);
    Path file = write();
    refuses(() -> ModelFolder.open(file), named);
  }

  private void refusesTokenizer(String named, Consumer<Map<String, Object>> broken)
      throws IOException {
    llama();
    broken.accept(keys);
    Path file = write();
    refuses(() -> ModelFolder.open(file).tokenizer(), named);
  }

  private static void refuses(ThrowingCallable call, String named, String... more) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.MODEL))
        .hasMessageContaining(named)
        .hasMessageContainingAll(more.length == 0 ? new String[] {": "} : more);
  }

  @SuppressWarnings("unchecked")
  private Path write() throws IOException {
    GgufWriter writer = new GgufWriter();
    keys.forEach(
        (key, value) -> {
          if (value instanceof String text) {
            writer.with(key, text);
          } else if (value instanceof Integer number) {
            writer.with(key, number.intValue());
          } else if (value instanceof Float number) {
            writer.with(key, number.floatValue());
          } else if (value instanceof float[] numbers) {
            writer.with(key, numbers);
          } else if (value instanceof int[] numbers) {
            writer.with(key, numbers);
          } else {
            writer.with(key, (List<String>) value);
          }
        });
    shapes.forEach(
        (name, shape) -> {
          boolean matrix = shape.length == 2;
          BlockType type = matrix ? BlockType.Q8_0 : BlockType.F32;
          long elements = matrix ? (long) shape[0] * shape[1] : shape[0];
          writer.tensor(name, type, shape, new byte[(int) type.bytes(elements)]);
        });
    return Files.write(folder.resolve("m.gguf"), writer.bytes());
  }
}
