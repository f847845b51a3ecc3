package dev.assay.core.testing;

import dev.assay.core.kernel.BlockType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes GGUF files of version 3, sound ones. */
public final class GgufWriter {
  private static final int ALIGNMENT = 32;

  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private int keys;
  private int tensors;

  public GgufWriter with(String key, String value) {
    return pair(key, 8, string(value));
  }

  public GgufWriter with(String key, int value) {
    return pair(key, 4, little(4).putInt(value).array());
  }

  public GgufWriter with(String key, float value) {
    return pair(key, 6, little(4).putFloat(value).array());
  }

  public GgufWriter with(String key, boolean value) {
    return pair(key, 7, new byte[] {(byte) (value ? 1 : 0)});
  }

  public GgufWriter with(String key, List<String> values) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    array.writeBytes(little(12).putInt(8).putLong(values.size()).array());
    values.forEach(value -> array.writeBytes(string(value)));
    return pair(key, 9, array.toByteArray());
  }

  public GgufWriter with(String key, float... values) {
    ByteBuffer array = little(12 + 4 * values.length).putInt(6).putLong(values.length);
    for (float value : values) {
      array.putFloat(value);
    }
    return pair(key, 9, array.array());
  }

  public GgufWriter with(String key, int... values) {
    ByteBuffer array = little(12 + 4 * values.length).putInt(5).putLong(values.length);
    for (int value : values) {
      array.putInt(value);
    }
    return pair(key, 9, array.array());
  }

  /** A value of whatever type, as its bytes. */
  public GgufWriter pair(String key, int type, byte[] value) {
    pairs.writeBytes(string(key));
    pairs.writeBytes(little(4).putInt(type).array());
    pairs.writeBytes(value);
    keys++;
    return this;
  }

  /**
   * @param shape the slowest dimension first
   * @param blocks their bytes
   */
  public GgufWriter tensor(String name, BlockType type, int[] shape, byte[] blocks) {
    directory.writeBytes(string(name));
    directory.writeBytes(little(4).putInt(shape.length).array());
    for (int i = shape.length - 1; i >= 0; i--) {
      directory.writeBytes(little(8).putLong(shape[i]).array());
    }
    directory.writeBytes(little(12).putInt(type.number()).putLong(data.size()).array());
    data.writeBytes(blocks);
    data.writeBytes(new byte[Math.floorMod(-data.size(), ALIGNMENT)]);
    tensors++;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(little(20).putInt(3).putLong(tensors).putLong(keys).array());
    file.writeBytes(pairs.toByteArray());
    file.writeBytes(directory.toByteArray());
    file.writeBytes(new byte[Math.floorMod(-file.size(), ALIGNMENT)]);
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  /** Little-endian bytes of a text with its length. */
  public static byte[] string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return little(8 + bytes.length).putLong(bytes.length).put(bytes).array();
  }

  /** A little-endian buffer. */
  public static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
