package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.Segment;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Panel;
import dev.assay.core.kernel.Rows;
import java.util.Arrays;

/**
 * Keys and values of one batch in one layer, as attention reads them: keys in tiles of 32 per
 * segment, {@code [tile][keyValueHeads][headDimension][32]}, values in rows, {@code
 * [node][keyValueHeads][padded headDimension]}.
 */
final class KeyValueRows {
  private final int heads;
  private final int headDimension;
  private final int paddedDimension;
  private float[] keys = new float[0];
  private float[] values = new float[0];
  private Forest forest;

  KeyValueRows(AttentionShape shape) {
    this.heads = shape.keyValueHeads();
    this.headDimension = shape.headDimension();
    this.paddedDimension = Matrix.paddedColumns(headDimension);
  }

  void reset(Forest forest) {
    this.forest = forest;
    int keyFloats = Math.multiplyExact(forest.tiles(), keyFloatsPerTile());
    if (keys.length < keyFloats) {
      keys = new float[keyFloats];
    }
    int valueFloats = Math.multiplyExact(forest.size(), valueStride());
    if (values.length < valueFloats) {
      values = new float[valueFloats];
    }
  }

  /**
   * Takes over a node's rotated keys and its values, [heads · headDimension] each. A value that is
   * not finite becomes zero, and its key NaN: queries that see the position become NaN, while those
   * that do not, and weigh it with zero, stay what they are.
   */
  void put(int node, Rows key, Rows value) {
    Segment segment = forest.segments().get(forest.segmentOf(node));
    int slot = node - segment.start();
    int tile = segment.tile() + slot / Page.POSITIONS;
    int lane = slot % Page.POSITIONS;
    for (int head = 0; head < heads; head++) {
      int from = head * headDimension;
      int valueAt = node * valueStride() + head * paddedDimension;
      boolean finite = true;
      for (int d = 0; d < headDimension; d++) {
        float v = value.data()[value.start(node) + from + d];
        finite &= Float.isFinite(v);
        values[valueAt + d] = Float.isFinite(v) ? v : 0f;
      }
      Arrays.fill(values, valueAt + headDimension, valueAt + paddedDimension, 0f);
      int keyAt = keyOffset(tile, head) + lane;
      for (int d = 0; d < headDimension; d++) {
        float k = key.data()[key.start(node) + from + d];
        keys[keyAt + d * Page.POSITIONS] = finite ? k : Float.NaN;
      }
    }
  }

  /** 32 keys of one head: [headDimension][32]. */
  Panel keys(int tile, int head) {
    return keyPanel(keys, keyOffset(tile, head));
  }

  /** 32 keys of one head of a page. */
  Panel keys(Page page, int head) {
    return keyPanel(page.keys(), head * headDimension * Page.POSITIONS);
  }

  /** Values of {@code count} nodes, the first at {@code node}: [count][padded headDimension]. */
  Panel values(int node, int count, int head) {
    return valuePanel(values, node, count, head);
  }

  /** Values of {@code count} slots of a page. */
  Panel values(Page page, int slot, int count, int head) {
    return valuePanel(page.values(), slot, count, head);
  }

  /** A page with all slots zero. */
  Page emptyPage() {
    return new Page(new float[keyFloatsPerTile()], new float[Page.POSITIONS * valueStride()]);
  }

  /** Copies a node's keys and values into a slot of a page. */
  void copy(int node, Page target, int slot) {
    Segment segment = forest.segments().get(forest.segmentOf(node));
    int place = node - segment.start();
    int tile = segment.tile() + place / Page.POSITIONS;
    copyKeys(keys, keyOffset(tile, 0) + place % Page.POSITIONS, target, slot);
    System.arraycopy(
        values, node * valueStride(), target.values(), slot * valueStride(), valueStride());
  }

  /** Copies a slot of one page into the same slot of another. */
  void copy(Page source, Page target, int slot) {
    copyKeys(source.keys(), slot, target, slot);
    System.arraycopy(
        source.values(),
        slot * valueStride(),
        target.values(),
        slot * valueStride(),
        valueStride());
  }

  private void copyKeys(float[] source, int at, Page target, int slot) {
    for (int d = 0; d < heads * headDimension; d++) {
      target.keys()[d * Page.POSITIONS + slot] = source[at + d * Page.POSITIONS];
    }
  }

  private Panel keyPanel(float[] data, int offset) {
    return new Panel(data, offset, Page.POSITIONS, headDimension, Page.POSITIONS);
  }

  private Panel valuePanel(float[] data, int row, int count, int head) {
    int offset = row * valueStride() + head * paddedDimension;
    return new Panel(data, offset, valueStride(), count, paddedDimension);
  }

  private int keyOffset(int tile, int head) {
    return tile * keyFloatsPerTile() + head * headDimension * Page.POSITIONS;
  }

  private int keyFloatsPerTile() {
    return heads * headDimension * Page.POSITIONS;
  }

  private int valueStride() {
    return heads * paddedDimension;
  }
}
