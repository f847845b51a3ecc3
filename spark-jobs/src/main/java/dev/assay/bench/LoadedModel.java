package dev.assay.bench;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.model.ForwardPass;
import dev.assay.core.model.Model;
import dev.assay.core.model.VocabularyScorer;
import dev.assay.core.parallel.ThreadTeam;
import java.util.SplittableRandom;

/** A model and what every measurement of it needs. */
final class LoadedModel {
  private static final long SEED = 1;

  private final Model model;
  private final ForwardPass forward;
  private final VocabularyScorer vocabulary;
  private final RandomStates states;
  private final ProductCount count;
  private final SplittableRandom random = new SplittableRandom(SEED);

  LoadedModel(Model model, Kernels kernels, ThreadTeam team) {
    this.model = model;
    this.forward = new ForwardPass(model, kernels, team);
    this.vocabulary = new VocabularyScorer(model, kernels, team);
    this.states = new RandomStates(model.configuration(), SEED);
    this.count = new ProductCount(model);
  }

  Model model() {
    return model;
  }

  ForwardPass forward() {
    return forward;
  }

  VocabularyScorer vocabulary() {
    return vocabulary;
  }

  RandomStates states() {
    return states;
  }

  ProductCount count() {
    return count;
  }

  /** Reads a chain as an evaluation does: its last state is kept. */
  void read(Forest chain) {
    int[] last = {chain.size() - 1};
    forward.run(chain, last, last);
  }

  /** Random tokens {@code from} to {@code from + length} of one text, after a random state. */
  Forest chain(int from, int length) {
    Forest.Builder forest = new Forest.Builder();
    State state = from == 0 ? null : states.at(from);
    int[] tokens = tokens(length);
    int node = state == null ? forest.addRoot(tokens[0]) : forest.addRoot(tokens[0], state);
    for (int i = 1; i < length; i++) {
      node = forest.add(tokens[i], node);
    }
    return forest.build();
  }

  int[] tokens(int length) {
    return random.ints(length, 0, model.configuration().vocabularySize()).toArray();
  }
}
