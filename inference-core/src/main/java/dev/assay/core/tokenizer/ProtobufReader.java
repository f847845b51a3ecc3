package dev.assay.core.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads the fields of one protocol buffer message; no length reaches beyond the message. */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final Path file;
  private final byte[] content;
  private final int limit;
  private int position;
  private int wireType;

  ProtobufReader(Path file, byte[] content) {
    this(file, content, 0, content.length);
  }

  private ProtobufReader(Path file, byte[] content, int start, int limit) {
    this.file = file;
    this.content = content;
    this.position = start;
    this.limit = limit;
  }

  /** The number of the next field, or 0 at the end of the message. */
  int nextField() {
    if (position == limit) {
      return 0;
    }
    long key = readVarint();
    wireType = (int) (key & 7);
    long field = key >>> 3;
    if (field == 0 || field > 0x1FFF_FFFF) {
      throw broken("a field has the number " + field);
    }
    return (int) field;
  }

  int readInt() {
    expect(VARINT);
    return (int) readVarint();
  }

  boolean readBoolean() {
    expect(VARINT);
    return readVarint() != 0;
  }

  float readFloat() {
    expect(FIXED32);
    int start = take(4);
    return ByteBuffer.wrap(content, start, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  String readText() {
    expect(BYTES);
    int length = readLength();
    int start = take(length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw broken("a text is not UTF-8");
    }
  }

  /** The embedded message, to be read by itself. */
  ProtobufReader readMessage() {
    expect(BYTES);
    int length = readLength();
    int start = take(length);
    return new ProtobufReader(file, content, start, start + length);
  }

  /** Passes over the present field and answers how many bytes of content it has. */
  int skip() {
    switch (wireType) {
      case VARINT:
        int before = position;
        readVarint();
        return position - before;
      case FIXED64:
        take(8);
        return 8;
      case BYTES:
        int length = readLength();
        take(length);
        return length;
      case FIXED32:
        take(4);
        return 4;
      default:
        throw broken("a field has the wire type " + wireType);
    }
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = content[take(1)];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw broken("a number is longer than ten bytes");
  }

  private int readLength() {
    long length = readVarint();
    if (length < 0 || length > limit - position) {
      throw broken("a field of " + Long.toUnsignedString(length) + " bytes reaches past the end");
    }
    return (int) length;
  }

  private int take(int count) {
    if (count > limit - position) {
      throw broken("it ends in the middle of a field");
    }
    int start = position;
    position += count;
    return start;
  }

  private void expect(int expected) {
    if (wireType != expected) {
      throw broken("a field has the wire type " + wireType + " instead of " + expected);
    }
  }

  private RuntimeException broken(String cause) {
    return TokenizerErrors.broken(
        file, cause + " (at byte " + position + " of " + content.length + ")");
  }
}
