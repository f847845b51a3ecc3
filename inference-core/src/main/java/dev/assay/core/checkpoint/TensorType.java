package dev.assay.core.checkpoint;

import dev.assay.core.kernel.Half;
import java.nio.ByteBuffer;

/** The number formats that weights may be stored in. */
enum TensorType {
  F32(4) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  BF16(2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  },
  F16(2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Half.toFloat(bytes.getShort(2 * index));
    }
  };

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Element {@code index} of little-endian bytes, widened to float32. */
  abstract float read(ByteBuffer bytes, int index);
}
