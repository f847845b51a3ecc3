package dev.assay.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.engine.ContinuationScore;
import dev.assay.core.engine.Engine;
import dev.assay.core.engine.EngineSettings;
import dev.assay.core.engine.ForestEngine;
import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.kernel.BFloat16Matrix;
import dev.assay.core.kernel.Int8Matrix;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.LayerWeights;
import dev.assay.core.model.Mixer;
import dev.assay.core.model.Model;
import dev.assay.core.parallel.ThreadTeam;
import dev.assay.core.testing.GoldenCheckpoint;
import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A model loaded in int8 is the file's, row by row quantised, and nothing else of it changes; one
 * in bfloat16 is that of a file in bfloat16.
 */
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

  /**
   * The quantised values, made here and written as float32, give the scores that int8 gives: what
   * differs is where a product is rounded.
   */
  @ParameterizedTest
  @MethodSource("committed")
  void scoresAreThoseOfTheQuantisedValues(GoldenCheckpoint golden) throws IOException {
    Files.copy(golden.folder().resolve("config.json"), scratch.resolve("config.json"));
    TensorFile file = TensorFile.read(golden.folder().resolve("model.safetensors"));
    Files.write(scratch.resolve("model.safetensors"), dequantized(file).bytes());
    Model quantized = load(Checkpoint.open(golden.folder()), Quantization.INT8, 2);
    Model values = load(Checkpoint.open(scratch), Quantization.NONE, 2);
    List<ScoreRequest> requests = requests(quantized);
    List<Double> expected = logLikelihoods(values, requests);
    List<Double> actual = logLikelihoods(quantized, requests);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i))
          .isCloseTo(expected.get(i), within(1e-3 + 1e-5 * Math.abs(expected.get(i))));
    }
  }

  private static List<ScoreRequest> requests(Model model) {
    Random random = new Random(4);
    List<ScoreRequest> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int most = model.configuration().vocabularySize();
      int[] context = random.ints(1 + random.nextInt(40), 0, most).toArray();
      requests.add(
          new ScoreRequest(context, List.of(random.ints(5, 0, most).toArray(), new int[] {i})));
    }
    return requests;
  }

  /** Bit for bit, matrices, gates, vectors and scores. */
  @ParameterizedTest
  @MethodSource("committed")
  void inBFloat16ItIsTheModelOfAFileThatWasRoundedBefore(GoldenCheckpoint golden)
      throws IOException {
    checkRounded(golden.folder());
  }

  @Test
  void roundedToBFloat16WithPaddedChannels() throws IOException {
    checkRounded(SyntheticCheckpoint.recurrentGemma(scratch.resolve("padded"), 3));
  }

  private void checkRounded(Path folder) throws IOException {
    Files.copy(folder.resolve("config.json"), scratch.resolve("config.json"));
    TensorFile file = TensorFile.read(folder.resolve("model.safetensors"));
    Files.write(scratch.resolve("model.safetensors"), rounded(file).bytes());
    Checkpoint before = Checkpoint.open(scratch);
    Checkpoint now = Checkpoint.open(folder);
    Model expected = load(before, Quantization.NONE, 1);
    List<ScoreRequest> requests = requests(expected);
    for (int threads = 1; threads <= 3; threads++) {
      Model actual = load(now, Quantization.BFLOAT16, threads);
      for (Matrix matrix : large(actual)) {
        assertThat(matrix).isInstanceOf(BFloat16Matrix.class);
      }
      assertThat(large(actual))
          .usingElementComparator((a, b) -> same(a, b) ? 0 : 1)
          .isEqualTo(large(expected));
      assertThat(gates(actual))
          .usingElementComparator((a, b) -> same(a, b) ? 0 : 1)
          .isEqualTo(gates(expected));
      assertThat(vectors(actual)).isDeepEqualTo(vectors(expected));
      assertThat(logLikelihoods(actual, requests)).isEqualTo(logLikelihoods(expected, requests));
    }
    assertThat(now.weightBytes(Quantization.BFLOAT16))
        .isEqualTo(before.weightBytes(Quantization.NONE));
  }

  /** Every tensor in bfloat16, each weight the nearer of its neighbours there. */
  private static TensorFile rounded(TensorFile file) {
    TensorFile rounded = new TensorFile();
    file.header
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.equals("__metadata__")) {
                return;
              }
              float[] weights = ModelTensors.values(file, name);
              ByteBuffer bytes =
                  ByteBuffer.allocate(Short.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
              for (float weight : weights) {
                bytes.putShort(nearest(weight));
              }
              rounded.with(name, "BF16", file.shape(name), bytes.array());
            });
    return rounded;
  }

  private static short nearest(float weight) {
    int towardsZero = Float.floatToIntBits(weight) >>> 16;
    double below = Math.abs((double) weight - Float.intBitsToFloat(towardsZero << 16));
    double above = Math.abs((double) Float.intBitsToFloat(towardsZero + 1 << 16) - weight);
    boolean up = above < below || above == below && towardsZero % 2 == 1;
    return (short) (up ? towardsZero + 1 : towardsZero);
  }

  /** Ties to even, into the next binade, beyond the largest, NaN: as torch rounds. */
  @ParameterizedTest
  @CsvSource({
    "3f800000, 3f80",
    "3f808000, 3f80",
    "3f818000, 3f82",
    "3f808001, 3f81",
    "bf80ffff, bf81",
    "3fffffff, 4000",
    "7f7fffff, 7f80",
    "ff800000, ff80",
    "00000001, 0000",
    "80008001, 8001",
    "7f800001, 7fc0",
    "ffffffff, ffff"
  })
  void roundsToTheNearest(String from, String to) {
    float value = Float.intBitsToFloat(Integer.parseUnsignedInt(from, 16));
    assertThat(BFloat16.bits(value)).isEqualTo((short) Integer.parseInt(to, 16));
  }

  private static List<Double> logLikelihoods(Model model, List<ScoreRequest> requests) {
    EngineSettings settings = new EngineSettings(1, 64, 1 << 14, 0);
    try (Engine engine = new ForestEngine(model, KernelProvider.named("auto"), settings)) {
      return requests.stream().map(engine::score).toList().stream()
          .flatMap(answer -> answer.join().scores().stream())
          .map(ContinuationScore::logLikelihood)
          .toList();
    }
  }

  /** Matrices rounded to 127 steps of each row's largest weight; all else as it is. */
  private static TensorFile dequantized(TensorFile file) {
    TensorFile values = new TensorFile();
    file.header
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.equals("__metadata__")) {
                return;
              }
              int[] shape = file.shape(name);
              float[] weights = ModelTensors.values(file, name);
              boolean matrix = shape.length == 2 && name.endsWith(".weight");
              for (int from = 0; matrix && from < weights.length; from += shape[1]) {
                float largest = 0;
                for (int i = from; i < from + shape[1]; i++) {
                  largest = Math.max(largest, Math.abs(weights[i]));
                }
                float step = largest / 127;
                for (int i = from; i < from + shape[1]; i++) {
                  weights[i] = step * (float) Math.rint(weights[i] / step);
                }
              }
              ByteBuffer bytes =
                  ByteBuffer.allocate(Float.BYTES * weights.length).order(ByteOrder.LITTLE_ENDIAN);
              bytes.asFloatBuffer().put(weights);
              values.with(name, "F32", shape, bytes.array());
            });
    return values;
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
