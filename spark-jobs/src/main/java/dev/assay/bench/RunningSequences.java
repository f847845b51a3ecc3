package dev.assay.bench;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.model.ForwardPass;
import dev.assay.core.model.VocabularyScorer;
import java.util.List;
import java.util.stream.IntStream;

/** Sequences that generate side by side, each its most probable token: a step is one forest. */
final class RunningSequences {
  private final ForwardPass forward;
  private final VocabularyScorer vocabulary;
  private final int[] nodes;
  private final int[] tokens;
  private List<State> states;

  /**
   * @param tokens the token that each sequence reads next
   */
  RunningSequences(
      ForwardPass forward, VocabularyScorer vocabulary, List<State> states, int[] tokens) {
    this.forward = forward;
    this.vocabulary = vocabulary;
    this.nodes = IntStream.range(0, tokens.length).toArray();
    this.tokens = tokens;
    this.states = states;
  }

  /**
   * @throws AssayException of kind MODEL where a distribution is not finite
   */
  void step() {
    Forest.Builder forest = new Forest.Builder();
    for (int node : nodes) {
      forest.addRoot(tokens[node], states.get(node));
    }
    ForwardPass.Output output = forward.run(forest.build(), nodes, nodes);
    VocabularyScorer.RowScore[] scores = vocabulary.score(output.rows(), new int[nodes.length][0]);
    for (int node : nodes) {
      if (scores[node].mostProbable() < 0) {
        throw new AssayException(
            ErrorKind.MODEL,
            "the model's logits are not finite",
            "its weights, or a state of small random numbers, lead there",
            "measure the published shape with random weights instead");
      }
      tokens[node] = scores[node].mostProbable();
    }
    states = output.states();
  }
}
