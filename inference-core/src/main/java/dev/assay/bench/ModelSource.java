package dev.assay.bench;

import dev.assay.checkpoint.Checkpoint;
import dev.assay.kernel.Quantization;
import dev.assay.model.Model;
import dev.assay.parallel.ThreadTeam;
import java.nio.file.Path;

/** Where a model that is measured comes from. */
public sealed interface ModelSource {

  /** What to call the model. */
  String name();

  /** In words, for a report. */
  String description();

  Model load(ThreadTeam team);

  /** A Hugging Face model folder, of which config.json and the weights are read. */
  record Folder(Path path) implements ModelSource {
    @Override
    public String name() {
      return path.toAbsolutePath().normalize().getFileName().toString();
    }

    @Override
    public String description() {
      return "folder " + path;
    }

    /**
     * @throws dev.assay.error.AssayException of kind MODEL where the folder is missing or broken
     */
    @Override
    public Model load(ThreadTeam team) {
      return Checkpoint.open(path).load(Quantization.NONE, team);
    }
  }

  /** A published shape with random weights. */
  record RandomModel(ModelShape shape, long seed) implements ModelSource {
    @Override
    public String name() {
      return shape.name();
    }

    @Override
    public String description() {
      return shape.configuration().layers().size() + " layers of random bfloat16, seed " + seed;
    }

    @Override
    public Model load(ThreadTeam team) {
      return RandomWeights.of(shape.configuration(), seed, team);
    }
  }
}
