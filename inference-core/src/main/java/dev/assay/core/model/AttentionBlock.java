package dev.assay.core.model;

import dev.assay.core.kernel.Rows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attention with grouped key/value heads over a forest. N nodes, M carried rows:
 *
 * <pre>
 * k, v = Wk·u, Wv·u               [N × keyValueWidth]
 * q    = Wq·u · headDimension^−½  [M × queryWidth]
 * q, k turned by RoPE on the first rotaryDimensions of each head
 * out  = Wo·softmax(q·k over visible ancestors)·v
 * </pre>
 */
final class AttentionBlock {
  private final Compute compute;
  private final AttentionShape shape;
  private final RotaryTable rotary;
  private final float scale;
  private final Buffer keys;
  private final Buffer values;
  private final Buffer queries;
  private final Buffer outputs;
  private final KeyValueRows keyValues;
  private final List<AncestorAttention> workers;

  AttentionBlock(Compute compute, AttentionShape shape, RotaryTable rotary) {
    this.compute = compute;
    this.shape = shape;
    this.rotary = rotary;
    this.scale = (float) (1.0 / StrictMath.sqrt(shape.headDimension()));
    this.keys = new Buffer(shape.keyValueWidth());
    this.values = new Buffer(shape.keyValueWidth());
    this.queries = new Buffer(shape.queryWidth());
    this.outputs = new Buffer(shape.queryWidth());
    this.keyValues = new KeyValueRows(shape);
    this.workers =
        IntStream.range(0, compute.team().size())
            .mapToObj(
                worker ->
                    new AncestorAttention(
                        compute.kernels(),
                        shape,
                        keyValues,
                        new AttentionScratch(compute.kernels(), shape.headDimension())))
            .toList();
  }

  /**
   * Computes the block up to its last projection.
   *
   * @param index which of the attention layers this is
   * @param input normalises and packs the carried rows of the stream
   * @return the heads' outputs side by side, [M × queryWidth]
   */
  Rows apply(Mixer.Attention weights, int index, Batch batch, LayerInput input, boolean last) {
    int nodes = batch.forest().size();
    Rows key = keys.rows(nodes);
    Rows value = values.rows(nodes);
    compute.multiply(input.packed(), weights.key().weights(), key);
    compute.multiply(input.packed(), weights.value().weights(), value);
    keyValues.reset(batch.forest());
    compute.forRows(
        nodes,
        node -> {
          compute.addBias(key, node, weights.key().bias());
          compute.addBias(value, node, weights.value().bias());
          rotate(key, node, shape.keyValueHeads(), node, nodes);
          keyValues.put(node, key, value);
        });
    batch.recorder().recordAttention(index, keyValues, shape.visibleKeys());

    if (last) {
      batch.keepReadRows();
      input.pack();
    }
    Rows query = queries.rows(batch.rows());
    compute.multiply(input.packed(), weights.query().weights(), query);
    compute.forRows(
        batch.rows(),
        row -> {
          compute.addBias(query, row, weights.query().bias());
          rotate(query, row, shape.heads(), batch.node(row), nodes);
          compute.kernels().scale(query, row, scale);
        });
    Rows output = outputs.rows(batch.rows());
    List<Batch.QueryBlock> blocks = batch.queryBlocks(shape.heads() / shape.keyValueHeads());
    compute
        .team()
        .forEach(
            blocks.size() * shape.keyValueHeads(),
            (worker, item) -> {
              Batch.QueryBlock block = blocks.get(item / shape.keyValueHeads());
              int head = item % shape.keyValueHeads();
              workers.get(worker).attend(index, batch, block, query, head, output);
            });
    return output;
  }

  private void rotate(Rows rows, int row, int heads, int node, int nodes) {
    for (int head = 0; head < heads; head++) {
      int from = head * shape.headDimension();
      compute
          .kernels()
          .rotate(
              rows.columns(from, from + shape.headDimension()),
              row,
              rotary.cosines(nodes),
              rotary.sines(nodes),
              node);
    }
  }
}
