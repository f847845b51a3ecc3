package dev.assay.bench;

import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.model.ModelShape;
import dev.assay.core.parallel.ThreadTeam;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Where a model that is measured comes from, and how its weights are held. */
public sealed interface ModelSource {

  /** What the model itself is called. */
  String model();

  Quantization quantization();

  /** In words, for a report. */
  String description();

  /** The files that {@link #load} reads weights from; none where they are made. */
  List<Path> weightFiles();

  /** Of the model that {@link #load} makes. */
  ModelConfiguration configuration();

  /** The types of quantised blocks in which that model's weights are held. */
  Set<BlockType> blockTypes();

  Model load(ThreadTeam team);

  /** The model, and int8 where its weights are. */
  default String name() {
    return quantization() == Quantization.NONE ? model() : model() + " " + quantization();
  }

  /** A Hugging Face model folder, of which config.json and the weights are read. */
  record Folder(Path path, Quantization quantization) implements ModelSource {
    @Override
    public String model() {
      return path.toAbsolutePath().normalize().getFileName().toString();
    }

    @Override
    public String description() {
      return "folder " + path;
    }

    /**
     * @throws dev.assay.core.error.AssayException of kind MODEL where the folder is missing or
     *     broken
     */
    @Override
    public List<Path> weightFiles() {
      return Checkpoint.open(path).weightFiles();
    }

    /**
     * @throws dev.assay.core.error.AssayException of kind MODEL where the folder is missing or
     *     broken
     */
    @Override
    public ModelConfiguration configuration() {
      return Checkpoint.open(path).configuration();
    }

    @Override
    public Set<BlockType> blockTypes() {
      return Checkpoint.open(path).blockTypes(quantization);
    }

    /**
     * @throws dev.assay.core.error.AssayException of kind MODEL where the folder is missing or
     *     broken
     */
    @Override
    public Model load(ThreadTeam team) {
      return Checkpoint.open(path).load(quantization, team);
    }
  }

  /** A published shape with random weights. */
  record RandomModel(ModelShape shape, Quantization quantization, long seed)
      implements ModelSource {
    @Override
    public String model() {
      return shape.name();
    }

    @Override
    public String description() {
      String layers = shape.configuration().layers().size() + " layers of random bfloat16";
      String held = quantization == Quantization.NONE ? "" : " held in " + quantization;
      return layers + held + ", seed " + seed;
    }

    @Override
    public List<Path> weightFiles() {
      return List.of();
    }

    @Override
    public ModelConfiguration configuration() {
      return shape.configuration();
    }

    @Override
    public Set<BlockType> blockTypes() {
      return Set.of();
    }

    @Override
    public Model load(ThreadTeam team) {
      return RandomWeights.of(shape.configuration(), quantization, seed, team);
    }
  }
}
