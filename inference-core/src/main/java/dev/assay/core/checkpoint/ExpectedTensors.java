package dev.assay.core.checkpoint;

import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every tensor that a configuration calls for, and its shape; compared with what a folder has. */
final class ExpectedTensors {
  private static final int MOST_PROBLEMS = 8;

  private final ModelConfiguration configuration;
  private final TensorNames names;
  private final boolean attentionBias;
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private ExpectedTensors(ModelConfiguration configuration, boolean attentionBias) {
    this.configuration = configuration;
    this.names = TensorNames.of(configuration.family());
    this.attentionBias = attentionBias;
    long width = configuration.width();
    expect(TensorNames.EMBEDDING, configuration.vocabularySize(), width);
    for (int layer = 0; layer < configuration.layers().size(); layer++) {
      expect(TensorNames.layer(layer, names.mixerNorm()), width);
      if (configuration.layers().get(layer) == LayerKind.RECURRENT) {
        expectRecurrence(TensorNames.layer(layer, names.mixer()));
      } else {
        expectAttention(TensorNames.layer(layer, names.mixer()));
      }
      expect(TensorNames.layer(layer, names.feedForwardNorm()), width);
      String feedForward = TensorNames.layer(layer, names.feedForward());
      long expanded = configuration.feedForwardWidth();
      expectLinear(feedForward + "gate_proj", expanded, width, names.feedForwardBias());
      expectLinear(feedForward + "up_proj", expanded, width, names.feedForwardBias());
      expectLinear(feedForward + "down_proj", width, expanded, names.feedForwardBias());
    }
    expect(names.finalNorm(), width);
    if (!configuration.tiedHead()) {
      expect(TensorNames.HEAD, configuration.vocabularySize(), width);
    }
  }

  /** The shapes by name, of linear layers without attention's optional biases. */
  static Map<String, List<Long>> of(ModelConfiguration configuration) {
    return new ExpectedTensors(configuration, false).shapes;
  }

  /** Fails, naming each problem, unless the tensors are exactly those that are called for. */
  static void check(
      Path folder, ModelConfiguration configuration, boolean attentionBias, WeightFiles weights) {
    ExpectedTensors expected = new ExpectedTensors(configuration, attentionBias);
    List<String> problems = new ArrayList<>();
    expected.shapes.forEach(
        (name, shape) -> {
          Tensor tensor = weights.tensors().get(name);
          if (tensor == null) {
            problems.add("tensor " + name + " of shape " + shape + " is missing");
          } else if (!tensor.shape().equals(shape)) {
            problems.add("tensor " + name + " has shape " + tensor.shape() + ", wanted " + shape);
          }
        });
    for (String name : weights.tensors().keySet()) {
      if (!expected.shapes.containsKey(name) && !expected.mayBePresent(name)) {
        problems.add("tensor " + name + " is not part of a " + configuration.family() + " model");
      }
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - MOST_PROBLEMS;
      String listed =
          String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
      throw ModelErrors.of(
          "the weights in " + folder + " do not fit their config.json",
          listed + (more > 0 ? "; and " + more + " more" : ""),
          "config.json and the weights must come from the same model");
    }
  }

  /** A copy of a tied head, and position buffers that old files carry: neither is read. */
  private boolean mayBePresent(String name) {
    return name.equals(TensorNames.HEAD) || name.endsWith("rotary_emb.inv_freq");
  }

  private void expectAttention(String prefix) {
    AttentionShape shape = configuration.attention();
    long width = configuration.width();
    expectLinear(prefix + "q_proj", shape.queryWidth(), width, attentionBias);
    expectLinear(prefix + "k_proj", shape.keyValueWidth(), width, attentionBias);
    expectLinear(prefix + "v_proj", shape.keyValueWidth(), width, attentionBias);
    boolean outputBias = names.outputBias() || attentionBias;
    expectLinear(prefix + "o_proj", width, shape.queryWidth(), outputBias);
  }

  private void expectRecurrence(String prefix) {
    RecurrenceShape shape = configuration.recurrence();
    long channels = shape.width();
    long block = shape.blockWidth();
    expectLinear(prefix + "linear_y", channels, configuration.width(), true);
    expectLinear(prefix + "linear_x", channels, configuration.width(), true);
    expectLinear(prefix + "linear_out", configuration.width(), channels, true);
    expect(prefix + "conv_1d.weight", channels, 1, shape.convolutionWidth());
    expect(prefix + "conv_1d.bias", channels);
    expect(prefix + "rg_lru.recurrent_param", channels);
    expect(prefix + "rg_lru.input_gate_weight", shape.blocks(), block, block);
    expect(prefix + "rg_lru.input_gate_bias", shape.blocks(), block);
    expect(prefix + "rg_lru.recurrent_gate_weight", shape.blocks(), block, block);
    expect(prefix + "rg_lru.recurrent_gate_bias", shape.blocks(), block);
  }

  private void expectLinear(String name, long outputs, long inputs, boolean bias) {
    expect(name + ".weight", outputs, inputs);
    if (bias) {
      expect(name + ".bias", outputs);
    }
  }

  private void expect(String name, long... shape) {
    shapes.put(name, Arrays.stream(shape).boxed().toList());
  }
}
