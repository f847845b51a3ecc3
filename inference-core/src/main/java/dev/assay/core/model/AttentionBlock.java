package dev.assay.core.model;

import dev.assay.core.kernel.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Attention with grouped key/value heads over a forest. N nodes, M carried rows:
 *
 * <pre>
 * k, v = Wk·u, Wv·u               [N × keyValueWidth]
 * q    = Wq·u                     [M × queryWidth]
 * q, k normalised head by head, where the family does
 * q, k turned by the layer's RoPE
 * s    = cap(scale · q·k) over visible ancestors
 * out  = Wo·softmax(s)·v
 * </pre>
 */
final class AttentionBlock {
  private final Compute compute;
  private final AttentionShape shape;
  private final float epsilon;
  private final Map<Rotary, RotaryTable> rotaries = new HashMap<>();
  private final Buffer keys;
  private final Buffer values;
  private final Buffer queries;
  private final Buffer outputs;
  private final KeyValueRows keyValues;
  private final List<AncestorAttention> workers;

  AttentionBlock(Compute compute, ModelConfiguration configuration) {
    this.compute = compute;
    this.shape = configuration.attention();
    this.epsilon = configuration.normEpsilon();
    for (LayerKind.Attention layer : configuration.attentionLayers()) {
      rotaries.computeIfAbsent(layer.rotary(), RotaryTable::new);
    }
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

  /** Computes what all layers have in common for a batch: the turns of its positions. */
  void prepare(Batch batch) {
    rotaries.values().forEach(table -> table.fill(compute, batch));
  }

  /**
   * One of the attention layers.
   *
   * @param index which of them
   */
  record Layer(int index, LayerKind.Attention kind) {}

  /**
   * Computes the block up to its last projection.
   *
   * @param input normalises and packs the carried rows of the stream
   * @return the heads' outputs side by side, [M × queryWidth]
   */
  Rows apply(Mixer.Attention weights, Layer layer, Batch batch, LayerInput input, boolean last) {
    RotaryTable rotary = rotaries.get(layer.kind().rotary());
    int nodes = batch.forest().size();
    Compute.Projection key = new Compute.Projection(weights.key(), keys.rows(nodes));
    Compute.Projection value = new Compute.Projection(weights.value(), values.rows(nodes));
    Compute.Projection query = new Compute.Projection(weights.query(), queries.rows(nodes));
    keyValues.reset(batch.forest());
    if (last) {
      compute.project(input.packed(), key, value);
    } else {
      compute.project(input.packed(), query, key, value);
    }
    compute.forRows(
        nodes,
        shape.queryWidth() + shape.keyValueWidth(),
        node -> {
          normalizeHeads(key.out(), node, weights.keyNorm());
          rotate(rotary, key.out(), node, node, nodes);
          keyValues.put(node, key.out(), value.out());
          if (!last) {
            turnQuery(weights, rotary, query.out(), node, node, nodes);
          }
        });
    batch.recorder().recordAttention(layer.index(), keyValues, layer.kind().visibleKeys());
    if (last) {
      batch.keepReadRows();
      input.packAgain();
      compute.project(input.packed(), query);
      compute.forRows(
          batch.rows(),
          shape.queryWidth(),
          row -> turnQuery(weights, rotary, query.out(), row, batch.node(row), nodes));
    }
    return attend(layer, batch, query.out());
  }

  /** The heads' outputs, block of queries by block of queries. */
  private Rows attend(Layer layer, Batch batch, Rows query) {
    Rows output = outputs.rows(batch.rows());
    List<Batch.QueryBlock> blocks = batch.queryBlocks(shape.heads() / shape.keyValueHeads());
    compute
        .team()
        .forEach(
            blocks.size() * shape.keyValueHeads(),
            (worker, item) -> {
              Batch.QueryBlock block = blocks.get(item / shape.keyValueHeads());
              int head = item % shape.keyValueHeads();
              workers.get(worker).attend(layer, batch, block, query, head, output);
            });
    return output;
  }

  private void turnQuery(
      Mixer.Attention weights, RotaryTable rotary, Rows query, int row, int node, int nodes) {
    normalizeHeads(query, row, weights.queryNorm());
    rotate(rotary, query, row, node, nodes);
    compute.kernels().scale(query, row, shape.scale());
  }

  private void normalizeHeads(Rows rows, int row, float[] norm) {
    if (norm != null) {
      for (int from = 0; from < rows.columns(); from += shape.headDimension()) {
        Rows head = rows.columns(from, from + shape.headDimension());
        compute.kernels().normalize(head, row, norm, epsilon, head);
      }
    }
  }

  private void rotate(RotaryTable rotary, Rows rows, int row, int node, int nodes) {
    for (int from = 0; from < rows.columns(); from += shape.headDimension()) {
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
