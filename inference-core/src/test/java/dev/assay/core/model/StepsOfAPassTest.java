package dev.assay.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.forest.Forest;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Rows;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often the threads of a pass wait for each other: what docs/architecture.md says of each step.
 * A layer's steps are those that a pass has more with it than without.
 */
class StepsOfAPassTest {
  private static final int WIDTH = 256;
  private static final int VOCABULARY = 50;

  @Test
  void aTokenHasFourStepsInALayerOfAttentionAndFiveInARecurrentOne() {
    assertThat(steps("gemma-2b", 3, 1) - steps("gemma-2b", 2, 1)).isEqualTo(4);
    long recurrentTwiceAndAttention =
        steps("recurrentgemma-2b", 6, 1) - steps("recurrentgemma-2b", 3, 1);
    assertThat(recurrentTwiceAndAttention).isEqualTo(2 * 5 + 4);
  }

  @Test
  void aPromptHasTenStepsInEveryLayer() {
    assertThat(steps("gemma-2b", 3, 64) - steps("gemma-2b", 2, 64)).isEqualTo(10);
    assertThat(steps("recurrentgemma-2b", 6, 64) - steps("recurrentgemma-2b", 3, 64))
        .isEqualTo(3 * 10);
  }

  /**
   * Pieces begin in the middle of a layer's channels, with their own part of biases and gates. The
   * second of the models has biases of its projections, the other those of its gates.
   */
  @ParameterizedTest
  @ValueSource(strings = {"recurrentgemma-2b", "qwen2.5-0.5b"})
  void whateverIsSharedOutHasTheBitsOfOneThread(String shape) {
    Model model = model(shape, 3);
    for (int tokens : new int[] {1, 2, 40}) {
      int[] all = IntStream.range(0, tokens).toArray();
      float[] expected = rows(model, "plain", 1, tokens, all);
      for (int threads : new int[] {2, 3}) {
        assertThat(rows(model, "auto", threads, tokens, all))
            .as("%d tokens on %d threads", tokens, threads)
            .isEqualTo(expected);
      }
    }
  }

  private static float[] rows(Model model, String kernels, int threads, int tokens, int[] all) {
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      Rows rows =
          new ForwardPass(model, KernelProvider.named(kernels), team)
              .run(chain(tokens), all, new int[0])
              .rows();
      assertThat(team.steps() > 0).isEqualTo(threads > 1);
      float[] values = new float[tokens * rows.columns()];
      for (int row = 0; row < tokens; row++) {
        int to = row * rows.columns();
        System.arraycopy(rows.data(), rows.start(row), values, to, rows.columns());
      }
      return values;
    }
  }

  /** Of a pass over a chain that is read at its end. */
  private static long steps(String shape, int layers, int tokens) {
    int[] last = {tokens - 1};
    try (ThreadTeam team = ThreadTeam.of(2)) {
      new ForwardPass(model(shape, layers), KernelProvider.named("auto"), team)
          .run(chain(tokens), last, last);
      return team.steps();
    }
  }

  private static Model model(String shape, int layers) {
    return RandomModel.of(configuration(ModelShape.named(shape), layers), new Random(layers));
  }

  private static Forest chain(int tokens) {
    Forest.Builder chain = new Forest.Builder();
    int node = chain.addRoot(1);
    for (int i = 1; i < tokens; i++) {
      node = chain.add(i % VOCABULARY, node);
    }
    return chain.build();
  }

  /** Small, but every product is worth sharing. */
  private static ModelConfiguration configuration(ModelShape shape, int layers) {
    ModelConfiguration large = shape.configuration();
    return new ModelConfiguration(
        large.family(),
        VOCABULARY,
        WIDTH,
        large.layers().subList(0, layers),
        AttentionShape.of(2, 1, 256),
        large.recurrence() == null ? null : new RecurrenceShape(WIDTH, 2, 4),
        512,
        large.activation(),
        large.normEpsilon(),
        large.embeddingScale(),
        large.logitSoftCap(),
        large.biases(),
        true,
        large.maximumPositions());
  }
}
