package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Mixer;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.RandomModel;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomWeightsTest {
  private final ModelConfiguration shape =
      Stream.iterate(1, seed -> seed + 1)
          .map(seed -> RandomModel.shape(new Random(seed)))
          .filter(any -> any.recurrence() != null)
          .findFirst()
          .orElseThrow();

  @Test
  void int8HoldsTheSameWeightsAndLeavesTheGates() {
    Model whole = model(Quantization.NONE, 1);
    Model quantized = model(Quantization.INT8, 1);
    Matrix expected = whole.weights().layers().get(0).feedForward().down().weights();
    Matrix held = quantized.weights().layers().get(0).feedForward().down().weights();
    assertThat(held).isInstanceOf(Int8Matrix.class);
    assertThat(quantized.weights().embedding()).isInstanceOf(Int8Matrix.class);
    Mixer.Recurrent mixer = (Mixer.Recurrent) quantized.weights().layers().get(0).mixer();
    assertThat(mixer.inputGates()).allMatch(gate -> gate instanceof BFloat16Matrix);
    for (int output = 0; output < held.outputs(); output++) {
      float largest = 0f;
      for (int input = 0; input < held.inputs(); input++) {
        largest = Math.max(largest, Math.abs(expected.weight(output, input)));
      }
      float halfStep = largest / 127 / 2 * 1.0001f;
      for (int input = 0; input < held.inputs(); input++) {
        assertThat(Math.abs(held.weight(output, input) - expected.weight(output, input)))
            .isLessThanOrEqualTo(halfStep);
      }
    }
  }

  @Test
  void threadsDoNotChangeThem() {
    Matrix one = model(Quantization.NONE, 1).weights().head();
    Matrix three = model(Quantization.NONE, 3).weights().head();
    for (int output = 0; output < one.outputs(); output++) {
      assertThat(three.weight(output, 0)).isEqualTo(one.weight(output, 0));
    }
  }

  private Model model(Quantization quantization, int threads) {
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      return RandomWeights.of(shape, quantization, 7, team);
    }
  }
}
