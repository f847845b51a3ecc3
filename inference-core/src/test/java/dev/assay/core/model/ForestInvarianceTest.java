package dev.assay.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.family.Families;
import dev.assay.core.family.Family;
import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bits for a node, whatever forest it stands in and whatever computes it. */
class ForestInvarianceTest {
  private static final int MODELS = 12;
  private static final int MODELS_OF_A_FAMILY = 3;
  private static final int FORESTS = 2;

  static List<Family> families() {
    return Families.ALL;
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyNodeHasTheBitsOfItsOwnChain(Family family) {
    for (int seed = 0; seed < MODELS_OF_A_FAMILY; seed++) {
      Random random = new Random(seed + family.modelType().hashCode());
      Model model = RandomModel.of(RandomModel.shape(family, random), random);
      for (int f = 0; f < FORESTS; f++) {
        RandomTree tree = new RandomTree(random, model.configuration().vocabularySize());
        float[][] expected = chains(model, tree);
        for (String kernels : List.of("plain", "vector128", "vector256", "vector512")) {
          String name = "model " + seed + " forest " + f + " " + kernels;
          try (ThreadTeam team = ThreadTeam.of(1 + random.nextInt(3))) {
            ForwardPass forward = new ForwardPass(model, KernelProvider.named(kernels), team);
            List<Integer> sizes = List.of(tree.size(), 1 + random.nextInt(tree.size()), 1);
            // Node by node takes longest by far; one forest of every model shows it.
            for (int piece : f == 0 ? sizes : sizes.subList(0, 2)) {
              float[][] rows = pieces(forward, tree, piece);
              for (int node = 0; node < tree.size(); node++) {
                assertThat(bits(rows[node]))
                    .as("%s, pieces of %d, node %d", name, piece, node)
                    .isEqualTo(bits(expected[node]));
              }
            }
          }
        }
      }
    }
  }

  /** Only the rows that are read pass the last layer; they are the same rows. */
  @Test
  void readingFewRowsChangesNoBit() {
    for (int seed = 100; seed < 100 + MODELS; seed++) {
      Random random = new Random(seed);
      Model model = RandomModel.of(RandomModel.shape(random), random);
      RandomTree tree = new RandomTree(random, model.configuration().vocabularySize());
      try (ThreadTeam team = ThreadTeam.of(2)) {
        ForwardPass forward = new ForwardPass(model, KernelProvider.named("auto"), team);
        float[][] all = pieces(forward, tree, tree.size());
        int[] read =
            IntStream.range(0, tree.size()).filter(node -> random.nextInt(4) == 0).toArray();
        if (read.length > 0) {
          Rows rows = forward.run(tree.forest(0, tree.size(), List.of()), read, new int[0]).rows();
          for (int i = 0; i < read.length; i++) {
            assertThat(bits(row(rows, i))).isEqualTo(bits(all[read[i]]));
          }
        }
      }
    }
  }

  /** Each node in a chain of its own, by the plain kernels on one thread. */
  private static float[][] chains(Model model, RandomTree tree) {
    try (ThreadTeam team = ThreadTeam.of(1)) {
      ForwardPass forward = new ForwardPass(model, KernelProvider.named("plain"), team);
      float[][] rows = new float[tree.size()][];
      for (int leaf = tree.size() - 1; leaf >= 0; leaf--) {
        if (rows[leaf] != null) {
          continue;
        }
        int[] path = tree.path(leaf);
        Forest.Builder builder = new Forest.Builder();
        for (int ancestor : path) {
          if (builder.size() == 0) {
            builder.addRoot(tree.tokens[ancestor]);
          } else {
            builder.add(tree.tokens[ancestor], builder.size() - 1);
          }
        }
        int[] all = IntStream.range(0, path.length).toArray();
        Rows read = forward.run(builder.build(), all, new int[0]).rows();
        for (int i = 0; i < path.length; i++) {
          rows[path[i]] = row(read, i);
        }
      }
      return rows;
    }
  }

  /** The tree cut into batches of consecutive nodes, each continuing the states of those before. */
  private static float[][] pieces(ForwardPass forward, RandomTree tree, int pieceSize) {
    float[][] rows = new float[tree.size()][];
    List<State> states = new ArrayList<>();
    for (int from = 0; from < tree.size(); from += pieceSize) {
      int to = Math.min(tree.size(), from + pieceSize);
      int[] all = IntStream.range(0, to - from).toArray();
      ForwardPass.Output output = forward.run(tree.forest(from, to, states), all, all);
      for (int node = from; node < to; node++) {
        rows[node] = row(output.rows(), node - from);
      }
      states.addAll(output.states());
    }
    return rows;
  }

  private static float[] row(Rows rows, int row) {
    return Arrays.copyOfRange(rows.data(), rows.start(row), rows.start(row) + rows.columns());
  }

  private static int[] bits(float[] row) {
    int[] bits = new int[row.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(row[i]));
    return bits;
  }

  /** Nodes with random parents: long chains, forks at chains' middles, several texts. */
  private static final class RandomTree {
    private final int[] tokens;
    private final int[] parents;

    RandomTree(Random random, int vocabulary) {
      int size = 1 + random.nextInt(random.nextInt(3) == 0 ? 4 : 110);
      tokens = random.ints(size, 0, vocabulary).toArray();
      parents = new int[size];
      for (int node = 0; node < size; node++) {
        int choice = random.nextInt(20);
        if (node == 0 || choice == 0) {
          parents[node] = -1;
        } else {
          parents[node] = choice < 4 ? random.nextInt(node) : node - 1;
        }
      }
    }

    int size() {
      return tokens.length;
    }

    int[] path(int node) {
      return IntStream.iterate(node, at -> at >= 0, at -> parents[at]).sorted().toArray();
    }

    Forest forest(int from, int to, List<State> states) {
      Forest.Builder builder = new Forest.Builder();
      for (int node = from; node < to; node++) {
        if (parents[node] >= from) {
          builder.add(tokens[node], parents[node] - from);
        } else if (parents[node] >= 0) {
          builder.addRoot(tokens[node], states.get(parents[node]));
        } else {
          builder.addRoot(tokens[node]);
        }
      }
      return builder.build();
    }
  }
}
