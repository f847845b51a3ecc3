package dev.assay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Int8Matrix;
import dev.assay.kernel.Matrix;
import dev.assay.kernel.Quantization;
import dev.assay.model.LayerWeights;
import dev.assay.model.Mixer;
import dev.assay.model.Model;
import dev.assay.parallel.ThreadTeam;
import dev.assay.testing.GoldenCheckpoint;
import dev.assay.testing.SyntheticCheckpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model loaded in int8 is the file's, row by row quantised, and nothing else of it changes. */
class QuantizedLoadTest {
  @TempDir private Path scratch;

  static List<GoldenCheckpoint> committed() {
    return GoldenCheckpoint.committed();
  }

  /** bfloat16 and float32 files, heads tied and apart, channels padded and not. */
  @ParameterizedTest
  @MethodSource("committed")
  void everyLargeMatrixIsTheFilesQuantised(GoldenCheckpoint golden) {
    compare(golden.folder());
  }

  @Test
  void paddedChannelsToo() {
    compare(SyntheticCheckpoint.recurrentGemma(scratch, 3));
  }

  private static void compare(Path folder) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    Model exact = load(checkpoint, Quantization.NONE, 1);
    for (int threads = 1; threads <= 3; threads++) {
      Model quantized = load(checkpoint, Quantization.INT8, threads);
      List<Matrix> expected = large(exact);
      List<Matrix> actual = large(quantized);
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i)).isInstanceOf(Int8Matrix.class);
        assertThat(rows(actual.get(i))).isDeepEqualTo(rows(quantized(expected.get(i))));
      }
      assertThat(gates(quantized))
          .usingElementComparator((a, b) -> same(a, b) ? 0 : 1)
          .isEqualTo(gates(exact));
      assertThat(vectors(quantized)).isDeepEqualTo(vectors(exact));
      assertThat(quantized.weights().head() == quantized.weights().embedding())
          .as("a tied embedding is held once")
          .isEqualTo(checkpoint.configuration().tiedHead());
    }
    long held =
        large(load(checkpoint, Quantization.INT8, 1)).stream().mapToLong(Matrix::bytes).sum();
    assertThat(checkpoint.weightBytes(Quantization.INT8))
        .isLessThan(checkpoint.weightBytes(Quantization.NONE))
        .isGreaterThan((long) (0.8 * held));
  }

  private static Model load(Checkpoint checkpoint, Quantization quantization, int threads) {
    try (ThreadTeam team = ThreadTeam.of(threads)) {
      return checkpoint.load(quantization, team);
    }
  }

  private static Int8Matrix quantized(Matrix matrix) {
    Int8Matrix quantized = new Int8Matrix(matrix.outputs(), matrix.inputs());
    float[][] rows = rows(matrix);
    for (int output = 0; output < rows.length; output++) {
      quantized.setRow(output, rows[output]);
    }
    return quantized;
  }

  private static float[][] rows(Matrix matrix) {
    float[][] rows = new float[matrix.outputs()][matrix.inputs()];
    for (int output = 0; output < rows.length; output++) {
      for (int input = 0; input < matrix.inputs(); input++) {
        rows[output][input] = matrix.weight(output, input);
      }
    }
    return rows;
  }

  private static boolean same(Matrix left, Matrix right) {
    return left.getClass() == right.getClass() && Arrays.deepEquals(rows(left), rows(right));
  }

  private static List<Matrix> large(Model model) {
    List<Matrix> matrices = new ArrayList<>();
    matrices.add(model.weights().embedding());
    if (!model.configuration().tiedHead()) {
      matrices.add(model.weights().head());
    }
    for (LayerWeights layer : model.weights().layers()) {
      matrices.add(layer.feedForward().gate().weights());
      matrices.add(layer.feedForward().up().weights());
      matrices.add(layer.feedForward().down().weights());
      if (layer.mixer() instanceof Mixer.Attention attention) {
        matrices.add(attention.query().weights());
        matrices.add(attention.key().weights());
        matrices.add(attention.value().weights());
        matrices.add(attention.output().weights());
      } else if (layer.mixer() instanceof Mixer.Recurrent recurrent) {
        matrices.add(recurrent.gateBranch().weights());
        matrices.add(recurrent.inputBranch().weights());
        matrices.add(recurrent.output().weights());
      }
    }
    return matrices;
  }

  private static List<Matrix> gates(Model model) {
    List<Matrix> gates = new ArrayList<>();
    for (LayerWeights layer : model.weights().layers()) {
      if (layer.mixer() instanceof Mixer.Recurrent recurrent) {
        gates.addAll(recurrent.inputGates());
        gates.addAll(recurrent.recurrenceGates());
      }
    }
    return gates;
  }

  private static float[][] vectors(Model model) {
    List<float[]> vectors = new ArrayList<>(List.of(model.weights().finalNorm()));
    for (LayerWeights layer : model.weights().layers()) {
      vectors.add(layer.mixerNorm());
      vectors.add(layer.feedForwardNorm());
      if (layer.mixer() instanceof Mixer.Recurrent recurrent) {
        vectors.add(recurrent.gates().logDecay());
        vectors.add(recurrent.gates().inputBias());
        vectors.add(recurrent.convolution().bias());
        vectors.addAll(List.of(recurrent.convolution().taps()));
      }
    }
    return vectors.toArray(float[][]::new);
  }
}
