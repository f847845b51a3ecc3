package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.family.Biases;
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
    "mistral-7b, 7241732096",
    "smollm2-135m, 134515008",
    "llama-3.2-1b, 1235814400",
    "qwen2.5-0.5b, 494032768",
    "qwen3-0.6b, 596049920",
    "gemma-2-2b, 2614341888",
    "gemma-3-270m, 268098176"
  })
  void parameters(String name, long published) {
    ModelConfiguration shape = ModelShape.named(name).configuration();
    long width = shape.width();
    long expanded = shape.feedForwardWidth();
    long norms = shape.family().norms().ofOutputs() ? 4 : 2;
    long biases = shape.biases().feedForward() ? 2 * expanded + width : 0;
    long layer = norms * width + 3 * width * expanded + biases;
    long embeddings = shape.vocabularySize() * width * (shape.tiedHead() ? 1 : 2);
    long recurrent = shape.recurrentLayers();
    long parameters =
        embeddings
            + width
            + shape.layers().size() * layer
            + (recurrent > 0 ? recurrent * recurrence(shape.recurrence(), width) : 0)
            + shape.attentionLayers().size() * attention(shape);
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

  private static long attention(ModelConfiguration model) {
    AttentionShape shape = model.attention();
    long width = model.width();
    Biases biases = model.biases();
    return 2 * width * shape.queryWidth()
        + 2 * width * shape.keyValueWidth()
        + (biases.queryKeyValue() ? shape.queryWidth() + 2L * shape.keyValueWidth() : 0)
        + (biases.attentionOutput() ? width : 0)
        + (model.family().norms().ofHeads() ? 2L * shape.headDimension() : 0);
  }
}
