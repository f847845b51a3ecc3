package dev.assay.core.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An array of numbers or flags, kept in the bytes that the file has. */
public final class NumberArray implements MetadataValue {
  private final ValueType elements;
  private final ByteBuffer bytes;

  NumberArray(ValueType elements, byte[] bytes) {
    this.elements = elements;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public ValueType type() {
    return ValueType.ARRAY;
  }

  public int size() {
    return bytes.capacity() / elements.bytes();
  }

  /** Whether the elements are integers. */
  public boolean whole() {
    return elements.whole();
  }

  /** Whether the elements are true or false. */
  public boolean flags() {
    return elements == ValueType.BOOL;
  }

  /** An integer, or a flag as 0 or 1; of an unsigned one of 64 bits its bits. */
  public long whole(int index) {
    int at = index * elements.bytes();
    return switch (elements) {
      case UINT8, BOOL -> bytes.get(at) & 0xFF;
      case INT8 -> bytes.get(at);
      case UINT16 -> bytes.getShort(at) & 0xFFFF;
      case INT16 -> bytes.getShort(at);
      case UINT32 -> bytes.getInt(at) & 0xFFFF_FFFFL;
      case INT32 -> bytes.getInt(at);
      case UINT64, INT64 -> bytes.getLong(at);
      default -> throw new IllegalStateException("elements are " + elements);
    };
  }

  /** An element as a number. */
  public double number(int index) {
    return switch (elements) {
      case FLOAT32 -> bytes.getFloat(index * Float.BYTES);
      case FLOAT64 -> bytes.getDouble(index * Double.BYTES);
      default -> whole(index);
    };
  }

  @Override
  public String toString() {
    return "an array of " + size() + " " + elements;
  }
}
