package dev.assay.core.checkpoint;

import dev.assay.core.kernel.BlockType;
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
    this(weights.tensors());
  }

  TensorReader(Map<String, Tensor> tensors) throws IOException {
    for (Tensor tensor : tensors.values()) {
      if (!channels.containsKey(tensor.file())) {
        channels.put(tensor.file(), FileChannel.open(tensor.file(), StandardOpenOption.READ));
      }
    }
  }

  /**
   * The bytes of {@code count} elements from element {@code from} on, whole blocks, valid until the
   * next read.
   */
  ByteBuffer read(Tensor tensor, long from, int count) {
    ByteBuffer buffer = buffer(tensor, count);
    read(tensor, from, buffer);
    return buffer.flip();
  }

  /** The bytes of consecutive rows, in the order in which they are named; valid as above. */
  ByteBuffer rows(Tensor tensor, long first, int count, int columns) {
    if (tensor.pairedHeads() == 0) {
      return read(tensor, first * columns, count * columns);
    }
    ByteBuffer buffer = buffer(tensor, count * columns);
    int rowBytes = buffer.limit() / count;
    for (int row = 0; row < count; row++) {
      buffer.limit((row + 1) * rowBytes);
      read(tensor, tensor.stored(first + row) * columns, buffer);
    }
    return buffer.flip();
  }

  private ByteBuffer buffer(Tensor tensor, int count) {
    int bytes = Math.toIntExact(tensor.type().bytes(count));
    ByteBuffer buffer = buffers.get();
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
      buffers.set(buffer);
    }
    return buffer.clear().limit(bytes);
  }

  private void read(Tensor tensor, long from, ByteBuffer target) {
    long start = tensor.offset() + tensor.type().bytes(from) - target.position();
    try {
      while (target.hasRemaining()) {
        if (channels.get(tensor.file()).read(target, start + target.position()) < 0) {
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
  }

  /** All elements of a tensor, widened to float32. */
  float[] floats(Tensor tensor) {
    long elements = tensor.bytes() / tensor.type().blockBytes() * tensor.type().blockValues();
    int rows = tensor.pairedHeads() == 0 ? 1 : Math.toIntExact(tensor.shape().get(0));
    int columns = Math.toIntExact(elements / rows);
    float[] values = new float[Math.multiplyExact(rows, columns)];
    widen(tensor.type(), rows(tensor, 0, rows, columns), values);
    return values;
  }

  /** Widens as many elements as the target holds. */
  static void widen(BlockType type, ByteBuffer bytes, float[] target) {
    if (!type.quantized()) {
      for (int i = 0; i < target.length; i++) {
        target[i] = TensorType.of(type).read(bytes, i);
      }
      return;
    }
    byte[] blocks = new byte[Math.toIntExact(type.bytes(target.length))];
    bytes.get(0, blocks);
    for (int i = 0; i < target.length; i += type.blockValues()) {
      type.decode(blocks, Math.toIntExact(type.bytes(i)), target, i);
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
  }
}
