package dev.assay.core.sampling;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Rows;
import java.util.BitSet;

/** Chooses the tokens of one sequence, one after the other. Used by one thread at a time. */
public final class Sampler {
  private final Sampling sampling;
  private final BitSet seen = new BitSet();
  private long step;

  /**
   * @param prompt what the sequence begins with, for the repetition penalty
   */
  public Sampler(Sampling sampling, int[] prompt) {
    this.sampling = sampling;
    if (penalizes()) {
      for (int token : prompt) {
        seen.set(token);
      }
    }
  }

  /** Whether the most probable token is all that has to be known of a distribution. */
  public boolean takesMostProbable() {
    return sampling.greedy() && !penalizes();
  }

  /**
   * The next token.
   *
   * @param logits [1 × vocabulary], finite; changed
   * @param weights [1 × vocabulary], room for a draw; null where none is made
   */
  public int choose(Kernels kernels, Rows logits, Rows weights) {
    if (penalizes()) {
      penalize(logits);
    }
    int token = sampling.greedy() ? mostProbable(kernels, logits) : draw(kernels, logits, weights);
    if (penalizes()) {
      seen.set(token);
    }
    step++;
    return token;
  }

  private boolean penalizes() {
    return sampling.repetitionPenalty() != 1;
  }

  private void penalize(Rows logits) {
    float penalty = (float) sampling.repetitionPenalty();
    float[] data = logits.data();
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      data[id] = data[id] > 0 ? data[id] / penalty : data[id] * penalty;
    }
  }

  private int draw(Kernels kernels, Rows logits, Rows weights) {
    float temperature = (float) sampling.temperature();
    float[] data = logits.data();
    int vocabulary = logits.columns();
    if (temperature != 1f) {
      for (int id = 0; id < vocabulary; id++) {
        data[id] = data[id] / temperature;
      }
    }
    System.arraycopy(data, 0, weights.data(), 0, vocabulary);
    kernels.exponentiate(weights, 0, 0, vocabulary);
    Candidates candidates =
        sampling.topK() == 0 && sampling.topP() == 1
            ? Candidates.all(weights.data())
            : Candidates.mostProbable(data, weights.data(), sampling.topK(), sampling.topP());
    candidates.keepAbove(sampling.minP());
    return candidates.at(Draws.at(sampling.seed(), step));
  }

  private static int mostProbable(Kernels kernels, Rows logits) {
    return kernels.indexOf(logits, 0, kernels.maximum(logits, 0));
  }
}
