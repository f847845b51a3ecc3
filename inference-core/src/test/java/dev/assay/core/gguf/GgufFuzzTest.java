package dev.assay.core.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.BlockType;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.GgufWriter;
import dev.assay.core.testing.Mutations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every changed file is read or refused by name, in memory bounded by its own size. */
class GgufFuzzTest {
  @TempDir private Path folder;

  @Test
  void headers() {
    byte[] first =
        new GgufWriter()
            .with("general.architecture", "llama")
            .with("llama.block_count", 2)
            .with("tokenizer.ggml.tokens", List.of("<unk>", "a", "\u2581b"))
            .with("tokenizer.ggml.scores", 0f, -1f, -2f)
            .with("tokenizer.ggml.token_type", 2, 1, 1)
            .tensor("token_embd.weight", BlockType.Q4_0, new int[] {3, 64}, new byte[108])
            .tensor("output_norm.weight", BlockType.F32, new int[] {8}, new byte[32])
            .bytes();
    byte[] second =
        new GgufWriter()
            .with("general.alignment", 32)
            .with("tokenizer.ggml.add_bos_token", true)
            .tensor("blk.0.attn_q.weight", BlockType.Q6_K, new int[] {1, 256}, new byte[210])
            .bytes();
    Mutations mutations =
        Mutations.of(List.of(first, second), "GGUF", "general.alignment", "\u0000\u0000");
    Path file = folder.resolve("model.gguf");
    Map<String, Integer> outcomes =
        Fuzzing.of("gguf", mutations)
            .allocating(1 << 20, 64)
            .run(
                bytes -> {
                  Files.write(file, bytes);
                  GgufFile read = GgufFile.read(file);
                  for (TensorEntry tensor : read.tensors().values()) {
                    assertThat(tensor.offset() + tensor.bytes()).isLessThanOrEqualTo(bytes.length);
                  }
                });
    assertThat(outcomes).containsKeys("read", "model");
  }
}
