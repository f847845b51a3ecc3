package dev.assay.core.model;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.Page;
import dev.assay.core.forest.Segment;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Panel;
import dev.assay.core.kernel.Rows;

/**
 * Attention of one block of queries, neighbours in a segment, over their ancestors in the window.
 *
 * <p>Scores are laid out by position, one column each, so that nothing depends on how the path to
 * the root is cut: column = position − base + 32 with base a multiple of 32 (a sum's virtual lane
 * is then the position mod 16). Spans of keys are written in ascending position; what a tile writes
 * after its last key is overwritten by the next span or masked.
 */
final class AncestorAttention {
  private final Kernels kernels;
  private final AttentionShape shape;
  private final KeyValueRows keyValues;
  private final AttentionScratch scratch;

  AncestorAttention(
      Kernels kernels, AttentionShape shape, KeyValueRows keyValues, AttentionScratch scratch) {
    this.kernels = kernels;
    this.shape = shape;
    this.keyValues = keyValues;
    this.scratch = scratch;
  }

  /**
   * @param queries rotated and scaled, [carried rows × heads · headDimension]
   * @param head the key/value head
   * @param out attention's output, as {@code queries}
   */
  void attend(
      AttentionBlock.Layer layer,
      Batch batch,
      Batch.QueryBlock block,
      Rows queries,
      int head,
      Rows out) {
    int visible = layer.kind().visibleKeys();
    Forest forest = batch.forest();
    int group = shape.heads() / shape.keyValueHeads();
    int rows = (block.to() - block.from()) * group;
    int lowest = lowest(forest.position(batch.node(block.from())), visible);
    int end = forest.position(batch.node(block.to() - 1)) + 1;
    int origin = lowest / Page.POSITIONS * Page.POSITIONS - Page.POSITIONS;

    packQueries(block, queries, head, group);
    Rows scores = scratch.scores(rows, end - origin);
    Path path = new Path(forest, layer.index(), block.segment(), lowest, end);
    path.scores(head, scores, origin);
    Rows outputs = scratch.outputs(rows);
    float[] sums = new float[rows];
    for (int row = 0; row < rows; row++) {
      int position = forest.position(batch.node(block.from() + row / group));
      int from = lowest(position, visible) - origin;
      int to = position + 1 - origin;
      if (shape.softCap() != 0f) {
        kernels.softCap(scores.columns(from, to), row, shape.softCap());
      }
      sums[row] = kernels.exponentiate(scores, row, from, to);
    }
    Rows weights = scores.columns(lowest - origin, end - origin);
    scratch.packedWeights.shape(rows, end - lowest);
    kernels.pack(weights, scratch.packedWeights, 0, scratch.packedWeights.blocks());
    path.values(head, outputs);
    for (int row = 0; row < rows; row++) {
      kernels.scale(outputs, row, 1f / sums[row]);
      int query = block.from() + row / group;
      int column = (head * group + row % group) * shape.headDimension();
      System.arraycopy(
          outputs.data(),
          outputs.start(row),
          out.data(),
          out.start(query) + column,
          shape.headDimension());
    }
  }

  /** The first position that a query at {@code position} sees. */
  private static int lowest(int position, int visible) {
    return Math.max(0, position - (visible - 1));
  }

  /** Rows (query, head of the group), query by query. */
  private void packQueries(Batch.QueryBlock block, Rows queries, int head, int group) {
    int rows = (block.to() - block.from()) * group;
    Rows gathered = scratch.queries(rows);
    for (int row = 0; row < rows; row++) {
      int column = (head * group + row % group) * shape.headDimension();
      System.arraycopy(
          queries.data(),
          queries.start(block.from() + row / group) + column,
          gathered.data(),
          gathered.start(row),
          shape.headDimension());
    }
    scratch.packedQueries.shape(rows, shape.headDimension());
    kernels.pack(gathered, scratch.packedQueries, 0, scratch.packedQueries.blocks());
  }

  /** The spans of keys between two positions on the way from the root to a segment. */
  private final class Path {
    private final Forest forest;
    private final State.Attention pages;
    private final int statePositions;
    private final int lowest;
    private final int end;
    private final int[] segments;
    private int count;

    Path(Forest forest, int index, Segment last, int lowest, int end) {
      this.forest = forest;
      this.lowest = lowest;
      this.end = end;
      int[] found = scratch.path(8);
      Segment root = last;
      for (int s = forest.segmentOf(last.start()); s >= 0; s = root.parent()) {
        root = forest.segments().get(s);
        found = scratch.path(count + 1);
        found[count++] = s;
      }
      this.segments = found;
      State state = root.state() < 0 ? null : forest.states().get(root.state());
      this.pages = state == null ? null : state.attentions().get(index);
      this.statePositions = state == null ? 0 : state.position();
    }

    void scores(int head, Rows scores, int origin) {
      for (int p = firstPage(); p < pageEnd(); p++) {
        Page page = pages.pages().get(p - pages.firstPage());
        score(keyValues.keys(page, head), scores, p * Page.POSITIONS - origin);
      }
      for (int at = count - 1; at >= 0; at--) {
        Segment segment = forest.segments().get(segments[at]);
        int tiles = (spanEnd(at) - segment.position() + Page.POSITIONS - 1) / Page.POSITIONS;
        int tile = Math.max(0, lowest - segment.position()) / Page.POSITIONS;
        for (; tile < tiles; tile++) {
          int position = segment.position() + tile * Page.POSITIONS;
          score(keyValues.keys(segment.tile() + tile, head), scores, position - origin);
        }
      }
    }

    void values(int head, Rows outputs) {
      for (int p = firstPage(); p < pageEnd(); p++) {
        int from = Math.max(lowest, p * Page.POSITIONS);
        int to = Math.min(Math.min(statePositions, end), (p + 1) * Page.POSITIONS);
        Page page = pages.pages().get(p - pages.firstPage());
        int slot = from - p * Page.POSITIONS;
        accumulate(from, keyValues.values(page, slot, to - from, head), outputs);
      }
      for (int at = count - 1; at >= 0; at--) {
        Segment segment = forest.segments().get(segments[at]);
        int from = Math.max(lowest, segment.position());
        int to = spanEnd(at);
        if (from < to) {
          int node = segment.start() + from - segment.position();
          accumulate(from, keyValues.values(node, to - from, head), outputs);
        }
      }
    }

    /** The position after the last ancestor in a segment of the path. */
    private int spanEnd(int at) {
      Segment segment = forest.segments().get(segments[at]);
      if (at == 0) {
        return Math.min(end, segment.position() + segment.length());
      }
      return segment.position() + forest.segments().get(segments[at - 1]).parentLength();
    }

    private int firstPage() {
      return lowest / Page.POSITIONS;
    }

    private int pageEnd() {
      return (statePositions + Page.POSITIONS - 1) / Page.POSITIONS;
    }

    private void score(Panel keys, Rows scores, int column) {
      kernels.multiply(
          scratch.packedQueries, keys, scores.columns(column, column + Page.POSITIONS));
    }

    private void accumulate(int from, Panel values, Rows outputs) {
      kernels.accumulate(scratch.packedWeights, from - lowest, values, outputs);
    }
  }
}
