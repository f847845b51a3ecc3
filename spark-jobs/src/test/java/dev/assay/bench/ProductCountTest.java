package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.family.Biases;
import dev.assay.core.family.Families;
import dev.assay.core.kernel.Activation;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import dev.assay.core.model.Rotary;
import dev.assay.core.parallel.ThreadTeam;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts of a shape that is small enough to count by hand. */
class ProductCountTest {
  /**
   * Width 32, recurrence 32 in one block, 2 query heads and 1 key/value head of 16, a window of 5
   * keys, expanded width 64, 64 ids. Weights, in multiply-adds per token:
   *
   * <pre>
   * layer 0   linear_x, linear_y, linear_out: 32·32 each, two gates: 32·32 each
   * layer 1   q, o: 32·32 each, k, v: 16·32 each
   * both      gate, up, down: 64·32 each
   * </pre>
   */
  private static final LayerKind ATTENTION = new LayerKind.Attention(5, Rotary.of(8, 10_000));

  private static final ModelConfiguration SHAPE =
      new ModelConfiguration(
          Families.RECURRENT_GEMMA,
          64,
          32,
          List.of(LayerKind.RECURRENT, ATTENTION),
          AttentionShape.of(2, 1, 16),
          new RecurrenceShape(32, 1, 4),
          64,
          Activation.GELU_TANH,
          1e-6f,
          1f,
          0f,
          new Biases(false, true, true),
          true,
          Integer.MAX_VALUE);

  private final ProductCount count = count();

  @Test
  void promptPiece() {
    // Positions 3 to 6, of which the last layer carries only the last one's query, output and
    // feed-forward part; that query sees 5 keys of 7, in 2 heads of 16, and as many values.
    int layer0 = 4 * (5 * 1024 + 3 * 2048);
    int layer1 = 4 * (2 * 512) + 1 * (2 * 1024 + 3 * 2048) + 2 * 5 * 32;
    assertThat(layer0).isEqualTo(45_056);
    assertThat(layer1).isEqualTo(12_608);
    assertThat(count.passOperations(1, 3, 4)).isEqualTo(2 * (45_056 + 12_608));
  }

  @Test
  void attentionThatIsNotTheLastLayerCountsEveryQuery() {
    ProductCount three = count(List.of(LayerKind.RECURRENT, ATTENTION, LayerKind.RECURRENT));
    // Positions 3 to 6 see 4, 5, 5 and 5 keys. The last layer carries one row through linear_y,
    // linear_out and the feed-forward part.
    int layer1 = 4 * (2 * 1024 + 2 * 512 + 3 * 2048) + 2 * (4 + 5 + 5 + 5) * 32;
    int layer2 = 4 * 3 * 1024 + 1 * (2 * 1024 + 3 * 2048);
    assertThat(three.passOperations(1, 3, 4)).isEqualTo(2 * (45_056 + layer1 + layer2));
  }

  @Test
  void generationStep() {
    // Three sequences, each sees its two tokens and itself.
    int weights = 5 * 1024 + 3 * 2048 + 2 * 1024 + 2 * 512 + 3 * 2048;
    assertThat(count.passOperations(3, 2, 1)).isEqualTo(2 * 3 * (weights + 2 * 3 * 32));
    assertThat(count.vocabularyOperations(3)).isEqualTo(2 * 3 * 64 * 32);
  }

  @Test
  void weights() {
    int weights = 5 * 1024 + 3 * 2048 + 2 * 1024 + 2 * 512 + 3 * 2048 + 64 * 32;
    assertThat(count.parameters()).isEqualTo(weights);
    // The 16 outputs of k and v lie in tiles of 32.
    int padded = weights + 2 * 16 * 32;
    assertThat(count.weightBytes()).as("bfloat16").isEqualTo(2 * padded);
    assertThat(count.stepBytes()).as("a tied head is read once").isEqualTo(2 * padded);
  }

  private static ProductCount count() {
    return count(SHAPE.layers());
  }

  private static ProductCount count(List<LayerKind> layers) {
    ModelConfiguration configuration = SHAPE.withLayers(layers);
    try (ThreadTeam team = ThreadTeam.of(1)) {
      return new ProductCount(RandomWeights.of(configuration, Quantization.NONE, 1, team));
    }
  }
}
