package dev.assay.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Reads parts of tensors; safe for many threads, each with a buffer of its own. */
final class TensorReader implements AutoCloseable {
  private final Map<Path, FileChannel> channels = new HashMap<>();
  private final ThreadLocal<ByteBuffer> buffers = new ThreadLocal<>();

  TensorReader(WeightFiles weights) throws IOException {
    for (Tensor tensor : weights.tensors().values()) {
      if (!channels.containsKey(tensor.file())) {
        channels.put(tensor.file(), FileChannel.open(tensor.file(), StandardOpenOption.READ));
      }
    }
  }

  /**
   * The bytes of {@code count} elements from element {@code from} on, valid until the next read.
   */
  ByteBuffer read(Tensor tensor, long from, int count) {
    int bytes = Math.multiplyExact(count, tensor.type().bytes());
    ByteBuffer buffer = buffers.get();
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
      buffers.set(buffer);
    }
    buffer.clear().limit(bytes);
    long start = tensor.offset() + from * tensor.type().bytes();
    try {
      while (buffer.hasRemaining()) {
        if (channels.get(tensor.file()).read(buffer, start + buffer.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot read tensor " + tensor.name() + " of " + tensor.file(),
          e.toString(),
          "check the file and the disk it lies on",
          e);
    }
    return buffer.flip();
  }

  /** All elements of a tensor, widened to float32. */
  float[] floats(Tensor tensor) {
    int count = Math.toIntExact(tensor.bytes() / tensor.type().bytes());
    ByteBuffer bytes = read(tensor, 0, count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = tensor.type().read(bytes, i);
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
  }
}
