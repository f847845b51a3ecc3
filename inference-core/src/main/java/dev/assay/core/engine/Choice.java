package dev.assay.core.engine;

import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Rows;
import dev.assay.core.model.VocabularyScorer;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence's next token.
 *
 * @param report null where none was asked for
 */
record Choice(int token, TokenLogProbability report) {

  /**
   * @param score finite
   * @param logits [vocabulary], changed; null where {@link RunningSequence#wantsAllLogits} says no
   * @param weights [1 × vocabulary], room for a draw; null where none is made
   */
  static Choice of(
      RunningSequence sequence,
      VocabularyScorer.RowScore score,
      float[] logits,
      Kernels kernels,
      Rows weights) {
    boolean greedy = sequence.sampler().takesMostProbable();
    int reported = sequence.reported();
    // A sampler changes the logits; what is reported is the model's own.
    float[] own = reported >= 0 && !greedy ? logits.clone() : logits;
    int token =
        greedy
            ? score.mostProbable()
            : sequence
                .sampler()
                .choose(kernels, new Rows(logits, 0, logits.length, logits.length), weights);
    if (reported < 0) {
      return new Choice(token, null);
    }
    double logit = own == null ? score.largest() : own[token];
    List<TokenLogProbability.Alternative> most = new ArrayList<>();
    if (reported > 0) {
      for (int id : mostProbable(own, reported)) {
        most.add(new TokenLogProbability.Alternative(id, own[id] - score.logNormalizer()));
      }
    }
    return new Choice(token, new TokenLogProbability(token, logit - score.logNormalizer(), most));
  }

  /** The ids of the largest logits, descending, the lower id first among equals. */
  private static int[] mostProbable(float[] logits, int most) {
    int[] ids = new int[Math.min(most, logits.length)];
    int count = 0;
    for (int id = 0; id < logits.length; id++) {
      if (count == ids.length && !(logits[id] > logits[ids[count - 1]])) {
        continue;
      }
      int at = count < ids.length ? count++ : count - 1;
      while (at > 0 && logits[id] > logits[ids[at - 1]]) {
        ids[at] = ids[at - 1];
        at--;
      }
      ids[at] = id;
    }
    return ids;
  }
}
