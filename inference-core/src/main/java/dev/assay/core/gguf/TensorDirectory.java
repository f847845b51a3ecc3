package dev.assay.core.gguf;

import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.BlockType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of tensors: each begins where the one before it ends, up to the alignment, so that there
 * are neither overlaps nor holes.
 */
final class TensorDirectory {
  private static final int MOST_DIMENSIONS = 4;

  /** {@code GGML_MAX_NAME} less the zero at its end. */
  private static final int LONGEST_NAME = 63;

  private final HeaderReader in;
  private final long alignment;

  /** A directory's line; {@code offset} counts from where the data start. */
  private record Line(String name, BlockType type, List<Long> shape, long offset, long bytes) {}

  TensorDirectory(HeaderReader in, long alignment) {
    this.in = in;
    this.alignment = alignment;
  }

  Map<String, TensorEntry> read(int count) throws IOException {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Line line = line(i);
      if (lines.put(line.name(), line) != null) {
        throw in.broken("tensor '" + line.name() + "' is there twice");
      }
    }
    if (lines.isEmpty()) {
      return Map.of();
    }
    long start = aligned(in.position());
    long end = 0;
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    for (Line line : lines.values()) {
      check(line, start, end);
      end = aligned(line.offset() + line.bytes());
      long offset = start + line.offset();
      entries.put(
          line.name(),
          new TensorEntry(line.name(), line.type(), line.shape(), offset, line.bytes()));
    }
    return entries;
  }

  private Line line(int index) throws IOException {
    String name = in.name("the name of tensor " + index);
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_NAME) {
      throw in.broken(
          "the name of tensor "
              + index
              + " has "
              + bytes
              + " bytes; there are 1 to "
              + LONGEST_NAME
              + ": '"
              + HeaderReader.shown(name)
              + "'");
    }
    String what = "tensor '" + name + "'";
    int dimensions = in.fourBytes("the dimensions of " + what);
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw in.broken(
          what
              + " has "
              + Integer.toUnsignedString(dimensions)
              + " dimensions; there are 1 to "
              + MOST_DIMENSIONS);
    }
    List<Long> fastestFirst = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      fastestFirst.add(in.eightBytes("the dimensions of " + what));
    }
    BlockType type = type(in.fourBytes("the type of " + what), what);
    long offset = in.eightBytes("the offset of " + what);
    return new Line(name, type, reversed(fastestFirst), offset, bytes(what, type, fastestFirst));
  }

  private BlockType type(int number, String what) {
    return TensorTypes.numbered(number)
        .orElseThrow(
            () ->
                in.unsupported(
                    what + " is of the type " + TensorTypes.described(number),
                    "take a file of these types only: " + TensorTypes.known()));
  }

  private static List<Long> reversed(List<Long> dimensions) {
    List<Long> reversed = new ArrayList<>(dimensions);
    Collections.reverse(reversed);
    return reversed;
  }

  private long bytes(String what, BlockType type, List<Long> fastestFirst) {
    long weights = 1;
    for (long dimension : fastestFirst) {
      if (dimension <= 0 || dimension > Long.MAX_VALUE / weights) {
        throw in.broken(
            what
                + " has the dimensions "
                + fastestFirst.stream().map(Long::toUnsignedString).toList()
                + ", of which one is 0 or the product is beyond 2^63");
      }
      weights *= dimension;
    }
    if (fastestFirst.get(0) % type.blockValues() != 0) {
      throw in.broken(
          what
              + " has rows of "
              + fastestFirst.get(0)
              + " weights, and blocks of "
              + type
              + " have "
              + type.blockValues());
    }
    // More blocks than the file has bytes: their bytes may be beyond 2^63.
    if (weights / type.blockValues() > in.size()) {
      throw in.broken(
          what
              + " has "
              + weights
              + " weights of "
              + type
              + " in a file of "
              + in.size()
              + " bytes");
    }
    return type.bytes(weights);
  }

  private void check(Line line, long start, long end) {
    String what = "tensor '" + line.name() + "'";
    if (line.offset() % alignment != 0) {
      throw in.broken(
          what
              + " begins at byte "
              + Long.toUnsignedString(line.offset())
              + " of the data, which is no multiple of the alignment "
              + alignment);
    }
    if (line.offset() != end) {
      throw in.broken(
          what
              + " begins at byte "
              + Long.toUnsignedString(line.offset())
              + " of the data, and the one before it ends at "
              + end);
    }
    if (start > in.size() || line.offset() + line.bytes() > in.size() - start) {
      throw truncated(what, line, start);
    }
  }

  private AssayException truncated(String what, Line line, long start) {
    return in.broken(
        what
            + " of "
            + line.bytes()
            + " bytes begins at byte "
            + (start + line.offset())
            + ", and the file has "
            + in.size()
            + " bytes (truncated?)");
  }

  /** The next multiple of the alignment; at most 2^63 less one alignment can be asked about. */
  private long aligned(long position) {
    long padding = -position & alignment - 1;
    if (padding > Long.MAX_VALUE - position) {
      throw in.broken("the alignment " + alignment + " is beyond any file's size");
    }
    return position + padding;
  }
}
