package dev.assay.core.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param offset first byte in the file
 * @param bytes shape's product times the type's size: checked against the header
 */
record Tensor(String name, TensorType type, List<Long> shape, Path file, long offset, long bytes) {
  Tensor {
    shape = List.copyOf(shape);
  }

  /** The same by another name. */
  Tensor named(String other) {
    return new Tensor(other, type, shape, file, offset, bytes);
  }

  /** Elements of one step along the first dimension. */
  int rowElements() {
    return Math.toIntExact(bytes / type.bytes() / Math.max(1, shape.get(0)));
  }
}
