package dev.assay.core.model;

import dev.assay.core.forest.Page;
import dev.assay.core.kernel.Matrix;

/**
 * How large a model's states are: the state after so many tokens takes the same bytes whatever the
 * tokens are. Recurrence and windows bound it; layers without a window add to it with every page.
 * Counted are the numbers in its arrays.
 */
public final class StateSize {
  private final long ownBytes;
  private final long pageBytes;
  private final int visibleKeys;

  public StateSize(ModelConfiguration configuration) {
    long floats = configuration.width();
    RecurrenceShape recurrence = configuration.recurrence();
    if (recurrence != null) {
      floats +=
          configuration.count(LayerKind.RECURRENT)
              * recurrence.convolutionWidth()
              * recurrence.paddedWidth();
    }
    AttentionShape attention = configuration.attention();
    this.ownBytes = Float.BYTES * floats;
    this.pageBytes =
        attention == null
            ? 0
            : configuration.count(LayerKind.ATTENTION) * Float.BYTES * pageFloats(attention);
    this.visibleKeys = attention == null ? 1 : attention.visibleKeys();
  }

  private static long pageFloats(AttentionShape shape) {
    long values = (long) shape.keyValueHeads() * Matrix.paddedColumns(shape.headDimension());
    return Page.POSITIONS * (shape.keyValueWidth() + values);
  }

  /** Bytes of the state after {@code position} tokens. */
  public long bytes(int position) {
    return ownBytes + (pageEnd(position) - firstPage(position)) * pageBytes;
  }

  /** Bytes that 32 positions take, in all attention layers together. */
  public long pageBytes() {
    return pageBytes;
  }

  /** Number of the first page that the state after {@code position} tokens keeps. */
  public int firstPage(int position) {
    return Math.max(0, position - (visibleKeys - 1)) / Page.POSITIONS;
  }

  /** Number of its last page, plus 1. */
  public static int pageEnd(int position) {
    return (position + Page.POSITIONS - 1) / Page.POSITIONS;
  }
}
