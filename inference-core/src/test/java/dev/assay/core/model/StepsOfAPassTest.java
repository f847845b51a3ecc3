package dev.assay.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.forest.Forest;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * How often the threads of a pass wait for each other: what docs/architecture.md says of each step.
 * A layer's steps are those that a pass has more with it than without.
 */
class StepsOfAPassTest {
  private static final int WIDTH = 256;

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

  /** Of a pass over a chain that is read at its end. */
  private static long steps(String shape, int layers, int tokens) {
    ModelConfiguration configuration = configuration(ModelShape.named(shape), layers);
    Model model = RandomModel.of(configuration, new Random(layers));
    Forest.Builder chain = new Forest.Builder();
    int node = chain.addRoot(1);
    for (int i = 1; i < tokens; i++) {
      node = chain.add(i % configuration.vocabularySize(), node);
    }
    try (ThreadTeam team = ThreadTeam.of(2)) {
      new ForwardPass(model, KernelProvider.named("auto"), team)
          .run(chain.build(), new int[] {node}, new int[] {node});
      return team.steps();
    }
  }

  /** Small, but every product is worth sharing. */
  private static ModelConfiguration configuration(ModelShape shape, int layers) {
    ModelConfiguration large = shape.configuration();
    return new ModelConfiguration(
        large.family(),
        50,
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
