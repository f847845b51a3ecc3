package dev.assay.core.checkpoint;

import dev.assay.core.error.AssayException;
import dev.assay.core.family.Families;
import dev.assay.core.family.TensorPlan;
import dev.assay.core.gguf.GgufFile;
import dev.assay.core.gguf.TensorEntry;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.model.LayerKind;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.Rotary;
import dev.assay.core.model.RotaryScaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A GGUF file seen as the folder of its model: a config.json and tensors by the names that it has
 * there.
 *
 * @param weights but for {@code rope_freqs.weight}, which no folder has
 * @param divisors that one; null without it
 */
record GgufModel(Fields fields, WeightFiles weights, Tensor divisors) {

  /**
   * @throws dev.assay.core.error.AssayException of kind MODEL that names what is missing, wrong or
   *     not computed
   */
  static GgufModel read(GgufFile file) {
    GgufConfiguration configuration = new GgufConfiguration(file);
    Fields fields = new Fields(file.path(), configuration.json());
    TensorPlan plan =
        Families.named(configuration.modelType()).orElseThrow(IllegalStateException::new).tensors();
    GgufNames names = new GgufNames(file.path(), plan);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Tensor divisors = null;
    for (TensorEntry entry : file.tensors().values()) {
      if (entry.name().equals(GgufNames.ROTARY_DIVISORS)) {
        divisors = tensor(entry, entry.name(), file.path(), 0);
      } else {
        String name = names.of(entry.name());
        int heads = configuration.pairedHeads(entry.name());
        tensors.put(name, tensor(entry, name, file.path(), heads));
      }
    }
    WeightFiles weights = new WeightFiles(tensors, List.of(file.path()), true);
    return new GgufModel(fields, weights, divisors);
  }

  private static Tensor tensor(TensorEntry entry, String name, Path file, int pairedHeads) {
    return new Tensor(
        name, entry.type(), entry.shape(), file, entry.offset(), entry.bytes(), pairedHeads);
  }

  /** Turned by the frequencies that the file divides by numbers of its own, where it does. */
  ModelConfiguration turned(ModelConfiguration configuration) {
    if (divisors == null) {
      return configuration;
    }
    RotaryScaling scaling = new RotaryScaling.Divided(divisors(configuration));
    List<LayerKind> layers = new ArrayList<>();
    for (LayerKind kind : configuration.layers()) {
      if (kind instanceof LayerKind.Attention attention) {
        Rotary plain = attention.rotary();
        if (!(plain.scaling() instanceof RotaryScaling.None)) {
          throw wrong("frequencies are scaled by a key already");
        }
        Rotary divided = new Rotary(plain.dimensions(), plain.theta(), scaling);
        layers.add(new LayerKind.Attention(attention.visibleKeys(), divided));
      } else {
        layers.add(kind);
      }
    }
    return configuration.withLayers(layers);
  }

  private List<Float> divisors(ModelConfiguration configuration) {
    long pairs = configuration.attentionLayers().get(0).rotary().dimensions() / 2;
    if (divisors.type() != BlockType.F32 || !divisors.shape().equals(List.of(pairs))) {
      throw wrong(
          "it is of type "
              + divisors.type()
              + " and shape "
              + divisors.shape()
              + "; due are F32 and "
              + List.of(pairs));
    }
    List<Float> values = new ArrayList<>();
    try (TensorReader reader = new TensorReader(Map.of(divisors.name(), divisors))) {
      for (float value : reader.floats(divisors)) {
        if (!(value > 0) || Float.isInfinite(value)) {
          throw wrong("it holds " + value + ", by which no frequency can be divided");
        }
        values.add(value);
      }
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot read " + divisors.file(),
          e.toString(),
          "check the file and the disk it lies on",
          e);
    }
    return values;
  }

  private AssayException wrong(String cause) {
    return ModelErrors.of(
        "tensor " + divisors.name() + " of " + divisors.file() + " cannot be used",
        cause,
        "fetch or convert the file again");
  }
}
