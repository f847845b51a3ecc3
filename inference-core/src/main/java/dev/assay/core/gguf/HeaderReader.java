package dev.assay.core.gguf;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads little-endian numbers and strings one after another; what is claimed is checked first. */
final class HeaderReader {
  private static final int LONGEST_SHOWN = 100;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer;

  /** Of the first byte after the buffer. */
  private long end;

  HeaderReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
    this.buffer =
        ByteBuffer.allocate((int) Math.min(size, BUFFER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.limit(0);
  }

  long size() {
    return size;
  }

  long position() {
    return end - buffer.remaining();
  }

  long left() {
    return size - position();
  }

  int unsignedByte(String what) throws IOException {
    return have(Byte.BYTES, what).get() & 0xFF;
  }

  short twoBytes(String what) throws IOException {
    return have(Short.BYTES, what).getShort();
  }

  int fourBytes(String what) throws IOException {
    return have(Integer.BYTES, what).getInt();
  }

  long eightBytes(String what) throws IOException {
    return have(Long.BYTES, what).getLong();
  }

  /**
   * A number of things of so many bytes each, at the least.
   *
   * @return at most as many as the rest of the file can hold
   */
  int count(int smallest, String what) throws IOException {
    long count = eightBytes(what);
    long most = Math.min(left() / smallest, Integer.MAX_VALUE - 8);
    if (Long.compareUnsigned(count, most) > 0) {
      throw broken(
          what
              + " is "
              + Long.toUnsignedString(count)
              + "; "
              + left()
              + " bytes are left, which hold "
              + most
              + " at most");
    }
    return (int) count;
  }

  /** So many bytes, which are known to be there. */
  byte[] bytes(int count, String what) throws IOException {
    if (count > left()) {
      throw ends(count, what);
    }
    byte[] bytes = new byte[count];
    int got = Math.min(count, buffer.remaining());
    buffer.get(bytes, 0, got);
    ByteBuffer rest = ByteBuffer.wrap(bytes, got, count - got);
    while (rest.hasRemaining()) {
      end += read(rest, end);
    }
    return bytes;
  }

  /** A text; what is no UTF-8 in it is replaced. */
  String text(String what) throws IOException {
    return new String(bytes(count(1, "the length of " + what), what), StandardCharsets.UTF_8);
  }

  /** A name, which must be UTF-8. */
  String name(String what) throws IOException {
    byte[] bytes = bytes(count(1, "the length of " + what), what);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String readable = new String(bytes, StandardCharsets.UTF_8);
      throw broken(what + " is not UTF-8: '" + shown(readable) + "'");
    }
  }

  private ByteBuffer have(int count, String what) throws IOException {
    if (count > left()) {
      throw ends(count, what);
    }
    if (buffer.remaining() < count) {
      buffer.compact();
      while (buffer.position() < count) {
        end += read(buffer, end);
      }
      buffer.flip();
    }
    return buffer;
  }

  private int read(ByteBuffer target, long from) throws IOException {
    int count = channel.read(target, from);
    if (count < 0) {
      throw new IOException("the file became shorter while it was read");
    }
    return count;
  }

  private AssayException ends(long count, String what) {
    return broken(
        "it ends at byte "
            + size
            + ", within "
            + what
            + ": "
            + count
            + " bytes are due at byte "
            + position());
  }

  AssayException broken(String cause) {
    return new AssayException(
        ErrorKind.MODEL,
        file + " is not a sound GGUF file",
        cause,
        "fetch or convert the file again");
  }

  AssayException unsupported(String cause, String cure) {
    return new AssayException(ErrorKind.MODEL, "cannot read " + file, cause, cure);
  }

  /** A value as an error shows it: cut where it is long. */
  static String shown(String value) {
    return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
  }
}
