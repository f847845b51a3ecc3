package dev.assay.core.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is drawn from is what the plain definition leaves: sort everything, cut, draw. */
class CandidatesTest {
  private static final int DRAWS = 400;

  private final Random random = new Random(7);
  private final Kernels kernels = KernelProvider.named("plain");

  @Test
  void whatMayBeDrawnIsWhatSortingEverythingLeaves() {
    for (int trial = 0; trial < 400; trial++) {
      float[] logits = logits();
      float[] weights = weights(logits);
      int topK = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(logits.length + 3);
      double topP = random.nextInt(3) == 0 ? 1 : 0.05 + 0.95 * random.nextDouble();
      double minP = random.nextInt(2) == 0 ? 0 : random.nextDouble() / 4;
      Candidates candidates =
          topK == 0 && topP == 1
              ? Candidates.all(weights)
              : Candidates.mostProbable(logits, weights, topK, topP);
      candidates.keepAbove(minP);
      TreeSet<Integer> drawn = new TreeSet<>();
      for (int i = 0; i < DRAWS; i++) {
        drawn.add(candidates.at((i + 0.5) / DRAWS));
      }
      List<Integer> left = plain(logits, topK, topP, minP);
      assertThat(left).as("top_k %d, top_p %s, min_p %s", topK, topP, minP).containsAll(drawn);
      double sum = left.stream().mapToDouble(id -> weights[id]).sum();
      left.removeIf(id -> weights[id] < 2 * sum / DRAWS);
      assertThat(drawn).as("top_k %d, top_p %s, min_p %s", topK, topP, minP).containsAll(left);
    }
  }

  @Test
  void aDrawOfZeroTakesTheMostProbableAndOneNearlyOneTheLast() {
    float[] logits = {1f, 3f, -2f, 3f, 2f};
    Candidates candidates = Candidates.mostProbable(logits, weights(logits), 4, 1);
    assertThat(candidates.at(0)).isEqualTo(1);
    assertThat(candidates.at(0x1.fffffffffffffp-1)).isEqualTo(0);
  }

  /** Values that repeat, so that ties are met. */
  private float[] logits() {
    float[] logits = new float[1 + random.nextInt(40)];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (random.nextInt(25) - 12) / 2f;
    }
    return logits;
  }

  private float[] weights(float[] logits) {
    Rows rows = new Rows(logits.clone(), 0, logits.length, logits.length);
    kernels.exponentiate(rows, 0, 0, logits.length);
    return rows.data();
  }

  private List<Integer> plain(float[] logits, int topK, double topP, double minP) {
    float[] weights = weights(logits);
    List<Integer> ids =
        new ArrayList<>(
            IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparing((Integer id) -> -logits[id]).thenComparing(id -> id))
                .toList());
    if (topK > 0 && topK < ids.size()) {
      float last = logits[ids.get(topK - 1)];
      ids.removeIf(id -> logits[id] < last);
    }
    double left = ids.stream().mapToDouble(id -> weights[id]).sum() * (1 - topP);
    double sum = 0;
    while (topP < 1 && ids.size() > 1) {
      sum += weights[ids.get(ids.size() - 1)];
      if (sum > left) {
        break;
      }
      ids.remove(ids.size() - 1);
    }
    ids.removeIf(id -> weights[id] < minP);
    return ids;
  }
}
