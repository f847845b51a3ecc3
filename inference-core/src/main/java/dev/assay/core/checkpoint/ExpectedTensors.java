package dev.assay.core.checkpoint;

import dev.assay.core.family.TensorPlan;
import dev.assay.core.model.AttentionShape;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.RecurrenceShape;
import java.nio.file.Files;
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
  private final TensorPlan plan;
  private final Map<String, Expected> tensors = new LinkedHashMap<>();

  /**
   * A tensor that is called for.
   *
   * @param matrices rows of each matrix it becomes; empty where it becomes none
   */
  record Expected(List<Long> shape, List<Integer> matrices) {}

  private ExpectedTensors(ModelConfiguration configuration) {
    this.configuration = configuration;
    this.plan = configuration.family().tensors();
    int width = configuration.width();
    expectMatrix(TensorPlan.EMBEDDING, width, configuration.vocabularySize());
    for (int layer = 0; layer < configuration.layers().size(); layer++) {
      for (String norm : norms()) {
        expect(TensorPlan.layer(layer, norm), width);
      }
      if (configuration.layers().get(layer) instanceof LayerKind.Attention) {
        expectAttention(TensorPlan.layer(layer, plan.mixer()));
      } else {
        expectRecurrence(TensorPlan.layer(layer, plan.mixer()));
      }
      expectFeedForward(TensorPlan.layer(layer, plan.feedForward()));
    }
    expect(plan.finalNorm(), width);
    if (!configuration.tiedHead()) {
      expectMatrix(TensorPlan.HEAD, width, configuration.vocabularySize());
    }
  }

  private List<String> norms() {
    return configuration.family().norms().ofOutputs()
        ? List.of(
            plan.mixerNorm(),
            plan.mixerOutputNorm(),
            plan.feedForwardNorm(),
            plan.feedForwardOutputNorm())
        : List.of(plan.mixerNorm(), plan.feedForwardNorm());
  }

  /** The tensors by name. */
  static Map<String, Expected> of(ModelConfiguration configuration) {
    return new ExpectedTensors(configuration).tensors;
  }

  /** Fails, naming each problem, unless the tensors are exactly those that are called for. */
  static void check(Path folder, ModelConfiguration configuration, WeightFiles weights) {
    ExpectedTensors expected = new ExpectedTensors(configuration);
    List<String> problems = new ArrayList<>();
    expected.tensors.forEach(
        (name, wanted) -> {
          Tensor tensor = weights.tensors().get(name);
          if (tensor == null) {
            problems.add("tensor " + name + " of shape " + wanted.shape + " is missing");
          } else if (!tensor.shape().equals(wanted.shape)) {
            problems.add(
                "tensor " + name + " has shape " + tensor.shape() + ", wanted " + wanted.shape);
          }
        });
    for (String name : weights.tensors().keySet()) {
      if (!expected.tensors.containsKey(name) && !mayBePresent(name)) {
        problems.add("tensor " + name + " is not part of a " + configuration.family() + " model");
      }
    }
    if (!problems.isEmpty()) {
      int more = problems.size() - MOST_PROBLEMS;
      String listed =
          String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
      String stated = Files.isRegularFile(folder) ? "metadata" : "config.json";
      throw ModelErrors.of(
          "the weights in " + folder + " do not fit their " + stated,
          listed + (more > 0 ? "; and " + more + " more" : ""),
          stated + " and the weights must come from the same model");
    }
  }

  /** A copy of a tied head, and position buffers that old files carry: neither is read. */
  private static boolean mayBePresent(String name) {
    return name.equals(TensorPlan.HEAD) || name.endsWith("rotary_emb.inv_freq");
  }

  private void expectAttention(String prefix) {
    AttentionShape shape = configuration.attention();
    int width = configuration.width();
    int queries = shape.queryWidth();
    int keys = shape.keyValueWidth();
    boolean biased = configuration.biases().queryKeyValue();
    if (plan.fused()) {
      expectLinear(prefix + "qkv_proj", biased, width, queries, keys, keys);
    } else {
      expectLinear(prefix + "q_proj", biased, width, queries);
      expectLinear(prefix + "k_proj", biased, width, keys);
      expectLinear(prefix + "v_proj", biased, width, keys);
    }
    expectLinear(prefix + "o_proj", configuration.biases().attentionOutput(), queries, width);
    if (configuration.family().norms().ofHeads()) {
      expect(prefix + "q_norm.weight", shape.headDimension());
      expect(prefix + "k_norm.weight", shape.headDimension());
    }
  }

  private void expectFeedForward(String prefix) {
    int width = configuration.width();
    int expanded = configuration.feedForwardWidth();
    boolean biased = configuration.biases().feedForward();
    if (plan.fused()) {
      expectLinear(prefix + "gate_up_proj", biased, width, expanded, expanded);
    } else {
      expectLinear(prefix + "gate_proj", biased, width, expanded);
      expectLinear(prefix + "up_proj", biased, width, expanded);
    }
    expectLinear(prefix + "down_proj", biased, expanded, width);
  }

  private void expectRecurrence(String prefix) {
    RecurrenceShape shape = configuration.recurrence();
    int channels = shape.width();
    int width = configuration.width();
    long block = shape.blockWidth();
    expectLinear(prefix + "linear_y", true, width, channels);
    expectLinear(prefix + "linear_x", true, width, channels);
    expectLinear(prefix + "linear_out", true, channels, width);
    expect(prefix + "conv_1d.weight", channels, 1, shape.convolutionWidth());
    expect(prefix + "conv_1d.bias", channels);
    expect(prefix + "rg_lru.recurrent_param", channels);
    expect(prefix + "rg_lru.input_gate_weight", shape.blocks(), block, block);
    expect(prefix + "rg_lru.input_gate_bias", shape.blocks(), block);
    expect(prefix + "rg_lru.recurrent_gate_weight", shape.blocks(), block, block);
    expect(prefix + "rg_lru.recurrent_gate_bias", shape.blocks(), block);
  }

  private void expectLinear(String name, boolean biased, int inputs, int... outputs) {
    expectMatrix(name + ".weight", inputs, outputs);
    if (biased) {
      expect(name + ".bias", Arrays.stream(outputs).asLongStream().sum());
    }
  }

  private void expectMatrix(String name, int inputs, int... outputs) {
    List<Long> shape = List.of(Arrays.stream(outputs).asLongStream().sum(), (long) inputs);
    tensors.put(name, new Expected(shape, Arrays.stream(outputs).boxed().toList()));
  }

  private void expect(String name, long... shape) {
    tensors.put(name, new Expected(Arrays.stream(shape).boxed().toList(), List.of()));
  }
}
