package dev.assay.core.checkpoint;

import dev.assay.core.kernel.BlockType;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies.
 *
 * @param offset first byte in the file
 * @param bytes of all its blocks: checked against the header
 * @param pairedHeads heads whose rows lie in rotary pairs, (h, 2p + e) for row (h, e · half + p),
 *     as GGUF files of Llamas have queries and keys; 0 where rows lie as they are named
 */
record Tensor(
    String name,
    BlockType type,
    List<Long> shape,
    Path file,
    long offset,
    long bytes,
    int pairedHeads) {
  Tensor {
    shape = List.copyOf(shape);
  }

  Tensor(String name, BlockType type, List<Long> shape, Path file, long offset, long bytes) {
    this(name, type, shape, file, offset, bytes, 0);
  }

  /** Elements of one step along the first dimension. */
  int rowElements() {
    long elements = bytes / type.blockBytes() * type.blockValues();
    return Math.toIntExact(elements / Math.max(1, shape.get(0)));
  }

  /** Where the row of an index lies. */
  long stored(long row) {
    if (pairedHeads == 0) {
      return row;
    }
    long head = shape.get(0) / pairedHeads;
    long within = row % head;
    return row - within + within % (head / 2) * 2 + within / (head / 2);
  }

  /** The same in a larger or smaller model, where it is called something else. */
  Tensor named(String other) {
    return new Tensor(other, type, shape, file, offset, bytes, pairedHeads);
  }
}
