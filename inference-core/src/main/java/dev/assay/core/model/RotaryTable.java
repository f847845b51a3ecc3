package dev.assay.core.model;

import dev.assay.core.kernel.Rows;

/**
 * Cosines and sines of RoPE's angles, position · f(d), in float32 steps as the originals compute
 * them. StrictMath, because Math.sin and Math.cos may differ between JDKs and processors.
 */
final class RotaryTable {
  private static final int KEPT_POSITIONS = 8192;

  private final float[] frequencies;
  private final float[][] kept = new float[KEPT_POSITIONS][];
  private final Buffer cosines;
  private final Buffer sines;

  RotaryTable(Rotary rotary) {
    this.frequencies = rotary.frequencies();
    this.cosines = new Buffer(frequencies.length);
    this.sines = new Buffer(frequencies.length);
  }

  /** Fills row n of {@link #cosines} and {@link #sines} for node n of a batch. */
  void fill(Compute compute, Batch batch) {
    int nodes = batch.forest().size();
    Rows cosine = cosines.rows(nodes);
    Rows sine = sines.rows(nodes);
    compute.forRows(
        nodes,
        2 * frequencies.length,
        node -> {
          float[] turns = turns(batch.forest().position(node));
          int pairs = frequencies.length;
          System.arraycopy(turns, 0, cosine.data(), cosine.start(node), pairs);
          System.arraycopy(turns, pairs, sine.data(), sine.start(node), pairs);
        });
  }

  Rows cosines(int nodes) {
    return cosines.rows(nodes);
  }

  Rows sines(int nodes) {
    return sines.rows(nodes);
  }

  /** Cosines, then sines, of one position. Two threads may both compute a row: they agree. */
  private float[] turns(int position) {
    if (position < KEPT_POSITIONS && kept[position] != null) {
      return kept[position];
    }
    int pairs = frequencies.length;
    float[] turns = new float[2 * pairs];
    for (int d = 0; d < pairs; d++) {
      float angle = position * frequencies[d];
      turns[d] = (float) StrictMath.cos(angle);
      turns[pairs + d] = (float) StrictMath.sin(angle);
    }
    if (position < KEPT_POSITIONS) {
      kept[position] = turns;
    }
    return turns;
  }
}
