package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.ModelShape;
import dev.assay.core.model.RecurrenceShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published shapes have the published numbers of parameters, norms and biases included. */
class ModelShapeTest {
  @ParameterizedTest
  @CsvSource({
    "recurrentgemma-2b, 2682862080",
    "recurrentgemma-9b, 8579977216",
    "gemma-2b, 2506172416",
    "mistral-7b, 7241732096"
  })
  void parameters(String name, long published) {
    ModelConfiguration shape = ModelShape.named(name).configuration();
    boolean biased = shape.recurrence() != null;
    long width = shape.width();
    long expanded = shape.feedForwardWidth();
    long layer = 2 * width + 3 * width * expanded + (biased ? 2 * expanded + width : 0);
    long embeddings = shape.vocabularySize() * width * (shape.tiedHead() ? 1 : 2);
    long recurrent = shape.count(LayerKind.RECURRENT);
    long parameters =
        embeddings
            + width
            + shape.layers().size() * layer
            + (recurrent > 0 ? recurrent * recurrence(shape.recurrence(), width) : 0)
            + shape.count(LayerKind.ATTENTION) * attention(shape.attention(), width, biased);
    assertThat(parameters).isEqualTo(published);
  }

  @Test
  void fewerLayers() {
    ModelConfiguration two = ModelShape.named("recurrentgemma-2b").withLayers(2).configuration();
    assertThat(two.layers()).containsExactly(LayerKind.RECURRENT, LayerKind.RECURRENT);
    assertThat(two.attention()).isNull();
    assertThatThrownBy(() -> ModelShape.named("gemma-2b").withLayers(19))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining("19 layers")
        .hasMessageContaining("it has 18");
    assertThat(ModelShape.named("gemma-3b")).isNull();
  }

  private static long recurrence(RecurrenceShape shape, long width) {
    long channels = shape.width();
    long branches = 2 * (channels * width + channels) + channels * width + width;
    long convolution = channels * shape.convolutionWidth() + channels;
    long gates = 2 * (channels * shape.blockWidth() + channels) + channels;
    return branches + convolution + gates;
  }

  private static long attention(AttentionShape shape, long width, boolean biased) {
    return 2 * width * shape.queryWidth()
        + 2 * width * shape.keyValueWidth()
        + (biased ? width : 0);
  }
}
