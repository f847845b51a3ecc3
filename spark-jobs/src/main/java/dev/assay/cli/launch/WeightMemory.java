package dev.assay.cli.launch;

import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.error.AssayException;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.ModelShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Mebibytes of heap for a replica: its weights and a tenth of them, and {@value #BESIDE_WEIGHTS}
 * for states, activations and the virtual machine.
 */
final class WeightMemory {
  /** In mebibytes. */
  static final int BESIDE_WEIGHTS = 512;

  private static final long MEBIBYTE = 1 << 20;

  private WeightMemory() {}

  /** Of the largest of some model folders; one that cannot be opened counts nothing. */
  static long ofFolders(List<String> folders, Quantization quantization) {
    return mebibytes(
        folders.stream().mapToLong(folder -> bytes(folder, quantization)).max().orElse(0));
  }

  /**
   * The same of models that {@code assay bench} is called with: published shapes by their names, or
   * folders.
   *
   * @param layers how many of a shape's are kept; all where it has fewer
   */
  static long ofBenchModels(
      List<String> models, Optional<Integer> layers, List<Quantization> quantizations) {
    long most = 0;
    for (String model : models) {
      ModelShape shape = ModelShape.named(model);
      for (Quantization quantization : quantizations) {
        long bytes =
            shape == null
                ? bytes(model, quantization)
                : Checkpoint.weightBytes(kept(shape, layers), quantization);
        most = Math.max(most, bytes);
      }
    }
    return mebibytes(most);
  }

  private static ModelConfiguration kept(ModelShape shape, Optional<Integer> layers) {
    int all = shape.configuration().layers().size();
    int kept = layers.filter(count -> count >= 1 && count <= all).orElse(all);
    return shape.withLayers(kept).configuration();
  }

  private static long mebibytes(long weightBytes) {
    return weightBytes * 11 / 10 / MEBIBYTE + BESIDE_WEIGHTS;
  }

  private static long bytes(String folder, Quantization quantization) {
    Optional<Path> path = Words.path(folder);
    try {
      return path.isEmpty() ? 0 : Checkpoint.open(path.get()).weightBytes(quantization);
    } catch (AssayException e) {
      // The command opens the same folder, and says what is wrong with it.
      return 0;
    }
  }
}
