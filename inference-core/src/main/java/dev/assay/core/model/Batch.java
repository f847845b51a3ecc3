package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Segment;
import dev.assay.core.kernel.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * One forward pass on its way through the layers: the forest, its residual stream, and which rows
 * are still carried. In the last layer, once keys, values or the recurrence are done, only the rows
 * that somebody reads go on.
 */
final class Batch {
  /** Queries × heads in one block of attention, at most about: bounds the scores' memory. */
  private static final int BLOCK_ROWS = 96;

  private final Forest forest;
  private final int[] read;
  private final StateRecorder recorder;
  private final Rows stream;
  private int rows;

  Batch(Forest forest, int[] read, StateRecorder recorder, Rows stream) {
    this.forest = forest;
    this.read = read;
    this.recorder = recorder;
    this.stream = stream;
    this.rows = forest.size();
  }

  Forest forest() {
    return forest;
  }

  StateRecorder recorder() {
    return recorder;
  }

  /** The residual stream, [rows × width]. */
  Rows stream() {
    return stream;
  }

  /** Rows of the stream that are carried. */
  int rows() {
    return rows;
  }

  /** The node of a carried row. */
  int node(int row) {
    return rows == forest.size() ? row : read[row];
  }

  /** From here on only the rows that are read are carried. */
  void keepReadRows() {
    rows = read.length;
    keepReadRows(stream);
  }

  /** Moves the rows that are read to the front of a buffer with one row per node. */
  void keepReadRows(Rows buffer) {
    for (int row = 0; row < read.length; row++) {
      if (read[row] != row) {
        System.arraycopy(
            buffer.data(),
            buffer.start(read[row]),
            buffer.data(),
            buffer.start(row),
            buffer.columns());
      }
    }
  }

  /** The carried rows [from, to), queries of one segment. */
  record QueryBlock(Segment segment, int from, int to) {}

  /**
   * Cuts the carried rows into blocks for attention with {@code groupHeads} query heads per key.
   */
  List<QueryBlock> queryBlocks(int groupHeads) {
    int most = Math.max(1, BLOCK_ROWS / groupHeads);
    List<QueryBlock> blocks = new ArrayList<>();
    for (int from = 0, to; from < rows; from = to) {
      int segment = forest.segmentOf(node(from));
      to = from + 1;
      while (to < rows && to - from < most && forest.segmentOf(node(to)) == segment) {
        to++;
      }
      blocks.add(new QueryBlock(forest.segments().get(segment), from, to));
    }
    return blocks;
  }
}
