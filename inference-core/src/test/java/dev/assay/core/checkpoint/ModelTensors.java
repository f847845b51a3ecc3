package dev.assay.core.checkpoint;

import dev.assay.core.family.TensorPlan;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.model.LayerWeights;
import dev.assay.core.model.Linear;
import dev.assay.core.model.Mixer;
import dev.assay.core.model.Model;
import dev.assay.core.model.RecurrenceShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Compares a RecurrentGemma in memory with its file, element by element, read independently. */
final class ModelTensors {
  private final Model model;
  private final List<String> differences = new ArrayList<>();
  private TensorFile file;

  ModelTensors(Model model) {
    this.model = model;
  }

  /** The elements of a tensor, read by its type and offsets. */
  static float[] values(TensorFile file, String name) {
    ByteBuffer bytes = ByteBuffer.wrap(file.content(name)).order(ByteOrder.LITTLE_ENDIAN);
    TensorType type = TensorType.valueOf(file.dtype(name));
    float[] values = new float[bytes.limit() / type.bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.read(bytes, i);
    }
    return values;
  }

  /** The names of tensors that are not in the model as they are in the file; at most a few. */
  List<String> differences(TensorFile tensors) {
    this.file = tensors;
    matrix(TensorPlan.EMBEDDING, model.weights().embedding(), RowPlace.PLAIN, RowPlace.PLAIN);
    vector("model.final_norm.weight", model.weights().finalNorm(), RowPlace.PLAIN, 1f);
    for (int i = 0; i < model.weights().layers().size(); i++) {
      layer("model.layers." + i + ".", model.weights().layers().get(i));
    }
    return differences;
  }

  private void layer(String prefix, LayerWeights layer) {
    vector(prefix + "temporal_pre_norm.weight", layer.mixerNorm(), RowPlace.PLAIN, 1f);
    vector(prefix + "channel_pre_norm.weight", layer.feedForwardNorm(), RowPlace.PLAIN, 1f);
    linear(prefix + "mlp_block.gate_proj", layer.feedForward().gate(), false, false);
    linear(prefix + "mlp_block.up_proj", layer.feedForward().up(), false, false);
    linear(prefix + "mlp_block.down_proj", layer.feedForward().down(), false, false);
    String block = prefix + "temporal_block.";
    if (layer.mixer() instanceof Mixer.Attention attention) {
      linear(block + "q_proj", attention.query(), false, false);
      linear(block + "k_proj", attention.key(), false, false);
      linear(block + "v_proj", attention.value(), false, false);
      linear(block + "o_proj", attention.output(), false, false);
    } else if (layer.mixer() instanceof Mixer.Recurrent recurrent) {
      linear(block + "linear_y", recurrent.gateBranch(), true, false);
      linear(block + "linear_x", recurrent.inputBranch(), true, false);
      linear(block + "linear_out", recurrent.output(), false, true);
      gates(block + "rg_lru.input_gate_weight", recurrent.inputGates());
      gates(block + "rg_lru.recurrent_gate_weight", recurrent.recurrenceGates());
      vector(block + "rg_lru.input_gate_bias", recurrent.gates().inputBias(), channels(), 0f);
      vector(
          block + "rg_lru.recurrent_gate_bias", recurrent.gates().recurrenceBias(), channels(), 0f);
      vector(block + "conv_1d.bias", recurrent.convolution().bias(), channels(), 0f);
    }
  }

  /** Where an index of the file stands in the model. */
  private interface RowPlace {
    RowPlace PLAIN = index -> index;

    int of(int index);
  }

  private RowPlace channels() {
    RecurrenceShape shape = model.configuration().recurrence();
    return channel ->
        channel / shape.blockWidth() * shape.paddedBlockWidth() + channel % shape.blockWidth();
  }

  private void linear(String name, Linear linear, boolean channelsOut, boolean channelsIn) {
    RowPlace rows = channelsOut ? channels() : RowPlace.PLAIN;
    matrix(name + ".weight", linear.weights(), rows, channelsIn ? channels() : RowPlace.PLAIN);
    if (file.header.has(name + ".bias")) {
      vector(name + ".bias", linear.bias(), rows, 0f);
    }
  }

  private void matrix(String name, Matrix matrix, RowPlace rowPlace, RowPlace columnPlace) {
    float[] values = values(file, name);
    int columns = file.shape(name)[1];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      float weight = matrix.weight(rowPlace.of(i / columns), columnPlace.of(i % columns));
      note(name, values[i], weight);
      sum += Math.abs(values[i]);
    }
    double all = 0;
    for (int row = 0; row < matrix.outputs(); row++) {
      for (int column = 0; column < matrix.inputs(); column++) {
        all += Math.abs(matrix.weight(row, column));
      }
    }
    note(name + " (padding)", (float) sum, (float) all);
  }

  private void gates(String name, List<Matrix> gates) {
    float[] values = values(file, name);
    int width = file.shape(name)[1];
    for (int i = 0; i < values.length; i++) {
      int input = i / width % width;
      note(name, values[i], gates.get(i / width / width).weight(i % width, input));
    }
  }

  private void vector(String name, float[] vector, RowPlace place, float addend) {
    float[] values = values(file, name);
    for (int i = 0; i < values.length; i++) {
      note(name, values[i] + addend, vector[place.of(i)]);
    }
  }

  private void note(String name, float expected, float actual) {
    boolean same =
        Float.isNaN(expected)
            ? Float.isNaN(actual)
            : Float.floatToIntBits(expected) == Float.floatToIntBits(actual);
    if (!same && differences.size() < 5 && !differences.contains(name)) {
      differences.add(name);
    }
  }
}
