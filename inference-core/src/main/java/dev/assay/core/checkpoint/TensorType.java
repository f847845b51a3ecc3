package dev.assay.core.checkpoint;

import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.Half;
import java.nio.ByteBuffer;

/** The formats of single numbers, by the names that safetensors gives them. */
enum TensorType {
  F32(BlockType.F32) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  BF16(BlockType.BF16) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  },
  F16(BlockType.F16) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Half.toFloat(bytes.getShort(2 * index));
    }
  };

  private final BlockType type;

  TensorType(BlockType type) {
    this.type = type;
  }

  /** The same among all types. */
  BlockType type() {
    return type;
  }

  int bytes() {
    return type.blockBytes();
  }

  /** The format of a type that is not quantised. */
  static TensorType of(BlockType type) {
    return valueOf(type.name());
  }

  /** Element {@code index} of little-endian bytes, widened to float32. */
  abstract float read(ByteBuffer bytes, int index);
}
