package dev.assay.core.sampling;

import java.util.Arrays;

/**
 * Tokens that a draw may take. Weights are exp(logit − largest logit), so that probabilities are
 * weights divided by their sum; sums are float64, in order.
 */
final class Candidates {
  private final float[] weights;
  private int[] ids;

  private Candidates(float[] weights, int[] ids) {
    this.weights = weights;
    this.ids = ids;
  }

  /**
   * All tokens that have a weight, ascending.
   *
   * @param weights [vocabulary]
   */
  static Candidates all(float[] weights) {
    return new Candidates(weights, withWeight(weights, Float.MIN_VALUE));
  }

  /**
   * The tokens that top-k and top-p keep, the most probable first, the lower id first among equals.
   *
   * @param logits [vocabulary]
   * @param topK see {@link Sampling}
   */
  static Candidates mostProbable(float[] logits, float[] weights, int topK, double topP) {
    float least = topK > 0 && topK < weights.length ? largest(weights, topK) : 0f;
    double sum = sum(weights, least);
    least = Math.max(Float.MIN_VALUE, Math.max(least, surelyLeftOut(weights, sum, topP)));
    int[] ids = withWeight(weights, least);
    long[] keys = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      keys[i] = (long) descending(logits[ids[i]]) << Integer.SIZE | ids[i];
    }
    Arrays.sort(keys);
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) keys[i];
    }
    Candidates candidates = new Candidates(weights, ids);
    if (topP < 1) {
      candidates.leaveOut(sum * (1 - topP) - (sum - candidates.total()));
    }
    return candidates;
  }

  private static int[] withWeight(float[] weights, float least) {
    int count = 0;
    for (float weight : weights) {
      count += weight >= least ? 1 : 0;
    }
    int[] ids = new int[count];
    for (int id = 0, i = 0; i < count; id++) {
      if (weights[id] >= least) {
        ids[i++] = id;
      }
    }
    return ids;
  }

  /** The count-th largest. */
  private static float largest(float[] weights, int count) {
    float[] heap = Arrays.copyOf(weights, count);
    for (int i = count / 2 - 1; i >= 0; i--) {
      sink(heap, i);
    }
    for (int id = count; id < weights.length; id++) {
      if (weights[id] > heap[0]) {
        heap[0] = weights[id];
        sink(heap, 0);
      }
    }
    return heap[0];
  }

  private static void sink(float[] heap, int from) {
    float value = heap[from];
    int at = from;
    for (int child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }

  /**
   * A weight that top-p never keeps, to sort fewer: tokens with less than (1 − topP) / (2 · count)
   * of the sum each have less than 1 − topP of it together.
   */
  private static float surelyLeftOut(float[] weights, double sum, double topP) {
    return (float) (sum * (1 - topP) / (2.0 * weights.length));
  }

  private static double sum(float[] weights, float least) {
    double sum = 0;
    for (float weight : weights) {
      sum += weight >= least ? weight : 0;
    }
    return sum;
  }

  /** An int that is the lower the larger the float is. */
  private static int descending(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits < 0 ? bits & Integer.MAX_VALUE : ~bits;
  }

  /** Leaves out the last ones, as long as their weights stay within a sum; never the first. */
  private void leaveOut(double most) {
    int count = ids.length;
    double sum = 0;
    while (count > 1) {
      sum += weights[ids[count - 1]];
      if (sum > most) {
        break;
      }
      count--;
    }
    ids = Arrays.copyOf(ids, count);
  }

  /** Leaves out what is less probable than {@code minP} times the most probable. */
  void keepAbove(double minP) {
    int count = 0;
    for (int id : ids) {
      if (weights[id] >= minP) {
        ids[count++] = id;
      }
    }
    ids = Arrays.copyOf(ids, count);
  }

  /**
   * @param draw in [0, 1)
   */
  int at(double draw) {
    double wanted = draw * total();
    double sum = 0;
    for (int id : ids) {
      sum += weights[id];
      if (sum > wanted) {
        return id;
      }
    }
    return ids[ids.length - 1];
  }

  private double total() {
    double sum = 0;
    for (int id : ids) {
      sum += weights[id];
    }
    return sum;
  }
}
