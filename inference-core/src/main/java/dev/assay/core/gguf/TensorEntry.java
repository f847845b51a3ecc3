package dev.assay.core.gguf;

import dev.assay.core.kernel.BlockType;
import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param shape the slowest dimension first, as in safetensors: [outputs, inputs] of a linear layer
 * @param offset first byte, counted from the file's start
 * @param bytes of all blocks
 */
public record TensorEntry(String name, BlockType type, List<Long> shape, long offset, long bytes) {
  public TensorEntry {
    shape = List.copyOf(shape);
  }
}
