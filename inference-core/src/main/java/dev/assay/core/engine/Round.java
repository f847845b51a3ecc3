package dev.assay.core.engine;

import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Rows;
import dev.assay.core.model.ForwardPass;
import dev.assay.core.model.VocabularyScorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Computes a trie of requests: its depth-first order cut into pieces of at most a batch's tokens,
 * each one forest. A node whose children lie in a later piece leaves its state until the last of
 * them is read.
 */
final class Round {
  private final RequestTrie trie;
  private final ForwardPass forward;
  private final VocabularyScorer vocabulary;
  private final int[] order;
  private final int[] place;
  private final Map<Integer, State> states = new HashMap<>();
  private final Counters counters;
  private final RunningSequences running;
  private final BiConsumer<Integer, State> keep;
  private final boolean[] kept;

  /**
   * @param running generations that go a token further with every piece
   * @param kept nodes whose state somebody keeps beyond the round
   * @param keep takes such a node and its state
   */
  Round(
      RequestTrie trie,
      ForwardPass forward,
      VocabularyScorer vocabulary,
      Counters counters,
      RunningSequences running,
      boolean[] kept,
      BiConsumer<Integer, State> keep) {
    this.trie = trie;
    this.forward = forward;
    this.vocabulary = vocabulary;
    this.counters = counters;
    this.running = running;
    this.keep = keep;
    this.kept = kept;
    this.order = trie.depthFirst();
    this.place = new int[trie.size()];
    Arrays.fill(place, -1);
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
  }

  /** Scores what was asked right after continued states. */
  void scoreRoots() {
    List<float[]> rows = new ArrayList<>();
    List<RequestTrie.Target> targets = new ArrayList<>();
    for (int root = 0; root < trie.size(); root++) {
      if (trie.isRoot(root) && trie.targets(root) != null) {
        rows.add(trie.rootState(root).output());
        targets.add(trie.targets(root));
      }
    }
    if (!rows.isEmpty()) {
      Rows gathered = Rows.allocate(rows.size(), rows.get(0).length);
      for (int row = 0; row < rows.size(); row++) {
        float[] values = rows.get(row);
        System.arraycopy(values, 0, gathered.data(), gathered.start(row), values.length);
      }
      score(gathered, targets);
    }
  }

  /** Runs the piece [from, to) of the depth-first order. */
  void run(int from, int to) {
    int[] read = new int[to - from];
    int[] saved = new int[to - from];
    int reads = 0;
    int saves = 0;
    Forest.Builder builder = new Forest.Builder();
    int riding = running.addTo(builder);
    for (int at = from; at < to; at++) {
      int node = order[at];
      add(builder, node, from, riding);
      boolean save = kept[node] || lastChildPlace(node) >= to;
      if (save) {
        saved[saves++] = at - from;
      }
      if (save || trie.targets(node) != null) {
        read[reads++] = at - from;
      }
    }
    read = Arrays.copyOf(read, reads);
    saved = Arrays.copyOf(saved, saves);
    counters.countBatch(builder.size());
    ForwardPass.Output output =
        forward.run(builder.build(), after(riding, read), after(riding, saved));
    running.take(output.rows(), output.states());
    for (int i = 0; i < saves; i++) {
      int node = order[from + saved[i]];
      State state = output.states().get(riding + i);
      if (lastChildPlace(node) >= to) {
        states.put(node, state);
      }
      if (kept[node]) {
        keep.accept(node, state);
      }
    }
    states.keySet().removeIf(node -> lastChildPlace(node) < to);
    Rows rows = output.rows().from(riding);
    score(rows, targets(read, from, rows));
  }

  /** The nodes of running sequences, then the others. */
  private static int[] after(int riding, int[] nodes) {
    return IntStream.concat(
            IntStream.range(0, riding), Arrays.stream(nodes).map(node -> riding + node))
        .toArray();
  }

  /**
   * @param riding nodes of the forest before the piece's
   */
  private void add(Forest.Builder builder, int node, int from, int riding) {
    int parent = trie.parent(node);
    if (!trie.isRoot(parent) && place[parent] >= from) {
      builder.add(trie.token(node), place[parent] - from + riding);
      return;
    }
    State state = trie.isRoot(parent) ? trie.rootState(parent) : states.get(parent);
    if (state == null) {
      builder.addRoot(trie.token(node));
    } else {
      builder.addRoot(trie.token(node), state);
    }
  }

  private int lastChildPlace(int node) {
    int child = trie.lastChild(node);
    return child == RequestTrie.NONE ? -1 : place[child];
  }

  /** The targets of the rows that have any, those rows moved to the front. */
  private List<RequestTrie.Target> targets(int[] read, int from, Rows rows) {
    List<RequestTrie.Target> targets = new ArrayList<>();
    for (int row = 0; row < read.length; row++) {
      RequestTrie.Target target = trie.targets(order[from + read[row]]);
      if (target != null) {
        int to = rows.start(targets.size());
        System.arraycopy(rows.data(), rows.start(row), rows.data(), to, rows.columns());
        targets.add(target);
      }
    }
    return targets;
  }

  /** Scores row r's list of targets, for all rows. */
  private void score(Rows rows, List<RequestTrie.Target> targets) {
    if (targets.isEmpty()) {
      return;
    }
    int[][] tokens = new int[targets.size()][];
    for (int row = 0; row < tokens.length; row++) {
      tokens[row] = tokens(targets.get(row));
    }
    counters.countScoredRows(tokens.length);
    VocabularyScorer.RowScore[] scores = vocabulary.score(rows, tokens);
    for (int row = 0; row < scores.length; row++) {
      int i = 0;
      for (RequestTrie.Target t = targets.get(row); t != null; t = t.next()) {
        double logProbability = scores[row].logits()[i++] - scores[row].logNormalizer();
        if (Double.isFinite(logProbability)) {
          boolean mostProbable = t.token() == scores[row].mostProbable();
          t.request().scored(t.continuation(), t.index(), logProbability, mostProbable);
        } else {
          t.request().failNotFinite(t.continuation(), t.index());
        }
      }
    }
  }

  private static int[] tokens(RequestTrie.Target first) {
    int count = 0;
    for (RequestTrie.Target t = first; t != null; t = t.next()) {
      count++;
    }
    int[] tokens = new int[count];
    count = 0;
    for (RequestTrie.Target t = first; t != null; t = t.next()) {
      tokens[count++] = t.token();
    }
    return tokens;
  }
}
