package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.testing.RandomModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The same answer to a request, to the bit, whatever else is asked and however it is batched. */
class EngineInvarianceTest {
  @Test
  void answersDoNotDependOnBatchesCachesThreadsOrNeighbours() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      Model model = RandomModel.of(RandomModel.shape(random), random);
      List<ScoreRequest> requests = requests(random, model.configuration().vocabularySize());
      List<List<ContinuationScore>> alone = new ArrayList<>();
      for (ScoreRequest request : requests) {
        alone.add(answers(model, "plain", settings(1, 1 << 20, 0), List.of(request)).get(0));
      }
      for (String kernels : List.of("plain", "vector512", "vector256", "vector128")) {
        EngineSettings settings =
            settings(1 + random.nextInt(2), 1 + random.nextInt(60), random.nextInt(3) * 200_000L);
        List<ScoreRequest> doubled = new ArrayList<>(requests);
        doubled.addAll(requests);
        List<List<ContinuationScore>> together = answers(model, kernels, settings, doubled);
        for (int i = 0; i < doubled.size(); i++) {
          assertSame(alone.get(i % requests.size()), together.get(i), seed + " request " + i);
        }
      }
    }
  }

  @Test
  void countsEveryComputedTokenAtOneRequest() throws Exception {
    Random random = new Random(3);
    Model model = RandomModel.of(RandomModel.shape(random), random);
    List<ScoreRequest> requests = requests(random, model.configuration().vocabularySize());
    try (Engine engine =
        new ForestEngine(model, KernelProvider.named("plain"), settings(1, 64, 1 << 20))) {
      long sum = 0;
      for (ScoreRequest request : requests) {
        sum += engine.score(request).get().computedTokens();
      }
      assertThat(engine.statistics().computedTokens()).isEqualTo(sum);
      assertThat(engine.statistics().requests()).isEqualTo(requests.size());
    }
  }

  private static List<List<ContinuationScore>> answers(
      Model model, String kernels, EngineSettings settings, List<ScoreRequest> requests) {
    try (Engine engine = new ForestEngine(model, KernelProvider.named(kernels), settings)) {
      List<CompletableFuture<ScoreResult>> futures = requests.stream().map(engine::score).toList();
      return futures.stream().map(future -> future.join().scores()).toList();
    }
  }

  private static EngineSettings settings(int threads, int batchTokens, long cacheBytes) {
    return new EngineSettings(threads, batchTokens, 500, cacheBytes);
  }

  /** Contexts that share beginnings (some promised), continuations that share theirs. */
  private static List<ScoreRequest> requests(Random random, int vocabulary) {
    List<ScoreRequest> requests = new ArrayList<>();
    for (int group = 0; group < 3; group++) {
      int[] prefix = random.ints(1 + random.nextInt(90), 0, vocabulary).toArray();
      for (int i = 0; i < 6; i++) {
        int[] own = random.ints(random.nextInt(8), 0, Math.min(3, vocabulary)).toArray();
        int[] context = concatenate(prefix, own);
        List<int[]> continuations = new ArrayList<>();
        for (int c = random.nextInt(4); c >= 0; c--) {
          continuations.add(
              random.ints(1 + random.nextInt(6), 0, Math.min(3, vocabulary)).toArray());
        }
        int shared = random.nextBoolean() ? prefix.length : 0;
        requests.add(new ScoreRequest(context, continuations, shared));
      }
    }
    Collections.shuffle(requests, random);
    return requests;
  }

  private static int[] concatenate(int[] left, int[] right) {
    int[] both = java.util.Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private static void assertSame(
      List<ContinuationScore> expected, List<ContinuationScore> actual, String name) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int c = 0; c < expected.size(); c++) {
      assertThat(actual.get(c).tokenLogProbabilities())
          .as(name)
          .isEqualTo(expected.get(c).tokenLogProbabilities());
      assertThat(actual.get(c).logLikelihood()).as(name).isEqualTo(expected.get(c).logLikelihood());
      assertThat(actual.get(c).greedy()).as(name).isEqualTo(expected.get(c).greedy());
    }
  }
}
