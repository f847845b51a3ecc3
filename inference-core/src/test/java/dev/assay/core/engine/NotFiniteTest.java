package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.Float32Matrix;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.model.Model;
import dev.assay.core.model.Weights;
import dev.assay.core.testing.RandomModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * A request whose activations are not finite fails alone, even in the segment of its neighbours.
 */
class NotFiniteTest {
  private static final int BROKEN_TOKEN = 7;

  @Test
  void costsTheRequestAndNoBitOfItsNeighbours() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      Model model = withBrokenEmbedding(RandomModel.of(RandomModel.shape(random), random));
      int[] context = {1, 2, 3, 4, 5};
      ScoreRequest healthy = new ScoreRequest(context, List.of(new int[] {6, 8}, new int[] {9}));
      int[] poisoned = Arrays.copyOf(context, 7);
      poisoned[5] = BROKEN_TOKEN;
      ScoreRequest broken = new ScoreRequest(poisoned, List.of(new int[] {6}));
      double[] alone =
          answer(model, List.of(healthy)).get(0).get().scores().get(0).tokenLogProbabilities();

      List<CompletableFuture<ScoreResult>> together = answer(model, List.of(broken, healthy));

      assertThat(together.get(1).get().scores().get(0).tokenLogProbabilities()).isEqualTo(alone);
      assertThatThrownBy(() -> together.get(0).get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.code()).isEqualTo("not_finite"));
    }
  }

  private static List<CompletableFuture<ScoreResult>> answer(
      Model model, List<ScoreRequest> requests) {
    EngineSettings settings = new EngineSettings(2, 64, 1 << 16, 1 << 20);
    try (Engine engine = new ForestEngine(model, KernelProvider.named("auto"), settings)) {
      List<CompletableFuture<ScoreResult>> answers = requests.stream().map(engine::score).toList();
      answers.forEach(answer -> answer.exceptionally(thrown -> null).join());
      return answers;
    }
  }

  /** The embedding with one infinite row; the head keeps its finite weights. */
  private static Model withBrokenEmbedding(Model model) {
    var before = model.weights().embedding();
    Float32Matrix embedding = new Float32Matrix(before.outputs(), before.inputs());
    float[] row = new float[before.inputs()];
    for (int token = 0; token < before.outputs(); token++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = token == BROKEN_TOKEN ? Float.POSITIVE_INFINITY : before.weight(token, i);
      }
      embedding.setRow(token, row);
    }
    Weights weights = model.weights();
    return new Model(
        model.configuration(),
        new Weights(embedding, weights.layers(), weights.finalNorm(), weights.head()));
  }
}
