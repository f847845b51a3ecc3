package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.checkpoint.ExpectedTensors.Expected;
import dev.assay.core.digest.Sha256;
import dev.assay.core.family.TensorPlan;
import dev.assay.core.gguf.GgufFile;
import dev.assay.core.kernel.BlockMatrix;
import dev.assay.core.kernel.BlockType;
import dev.assay.core.kernel.Matrix;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.model.Model;
import dev.assay.core.model.ModelConfiguration;
import dev.assay.core.parallel.ThreadTeam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Hugging Face model folder, or a GGUF file, its configuration and weight headers read and
 * checked.
 */
public final class Checkpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
  private static final String CONFIGURATION = "config.json";
  private static final String GENERATION = "generation_config.json";
  static final String BEGIN = "bos_token_id";
  static final String END = "eos_token_id";

  /** Rows of a redundant head that are compared with the embedding. */
  private static final int COMPARED_ROWS = 4;

  private final Fields fields;
  private final ModelConfiguration configuration;
  private final WeightFiles weights;

  private Checkpoint(Fields fields, ModelConfiguration configuration, WeightFiles weights) {
    this.fields = fields;
    this.configuration = configuration;
    this.weights = weights;
  }

  /**
   * Reads config.json and the headers of the weights, or the header of a GGUF file, and checks one
   * against the other.
   *
   * @param folder or a GGUF file
   * @throws dev.assay.core.error.AssayException of kind MODEL that names what is missing, surplus,
   *     misshapen, truncated or not supported
   */
  public static Checkpoint open(Path folder) {
    if (GgufFile.isOne(folder)) {
      return openFile(folder);
    }
    if (!Files.isDirectory(folder)) {
      throw ModelErrors.of(
          "there is no model folder " + folder.toAbsolutePath(),
          Files.exists(folder) ? "it is a file" : "nothing has that name",
          "give a folder with config.json, *.safetensors and tokenizer.json, or a GGUF file");
    }
    Path file = folder.resolve(CONFIGURATION);
    if (!Files.exists(file)) {
      throw ModelErrors.of(
          "no " + CONFIGURATION + " in " + folder,
          "the folder holds no Hugging Face model",
          "download the whole model repository, not only its weights");
    }
    Fields fields = read(file);
    ModelConfiguration configuration = ConfigurationReader.read(fields);
    WeightFiles weights = WeightFiles.open(folder).inside(configuration.family().wrapper());
    ExpectedTensors.check(folder, configuration, weights);
    return new Checkpoint(fields, configuration, weights);
  }

  /** Whether a path means a model: a folder with a config.json, or a GGUF file. */
  public static boolean isAt(Path path) {
    return Files.isRegularFile(path.resolve(CONFIGURATION)) || GgufFile.isOne(path);
  }

  private static Checkpoint openFile(Path file) {
    GgufModel model = GgufModel.read(GgufFile.read(file));
    Fields fields = model.fields();
    ModelConfiguration configuration = ConfigurationReader.read(fields);
    ExpectedTensors.check(file, configuration, model.weights());
    return new Checkpoint(fields, model.turned(configuration), model.weights());
  }

  public ModelConfiguration configuration() {
    return configuration;
  }

  /**
   * Streams the weights into the kernels' layout, shared out over a team. A tied embedding is one
   * matrix, quantised or not: tokens are looked up in the rows that logits are read from.
   *
   * @param quantization of every linear layer, of the embedding and of the head; int8 not of the
   *     recurrence's gates, nor of anything that is no matrix product
   * @throws dev.assay.core.error.AssayException of kind MODEL if the heap cannot hold them, or the
   *     files cannot be read
   */
  public Model load(Quantization quantization, ThreadTeam team) {
    long heap = Runtime.getRuntime().maxMemory();
    long bytes = weightBytes(quantization);
    if (bytes > heap) {
      throw ModelErrors.of(
          "the weights in " + place() + " do not fit into memory",
          "they take " + bytes + " bytes of heap, and the Java virtual machine has " + heap,
          quantization == Quantization.NONE
              ? "give it more: -Xmx, or spark.executor.memory; or quantise the weights to int8"
              : "give it more: -Xmx, or spark.executor.memory");
    }
    try (TensorReader reader = new TensorReader(weights)) {
      warnOfDifferentHead(reader);
      return WeightLoader.load(configuration, weights, reader, quantization, team);
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot read the weights in " + place(),
          e.toString(),
          "check the files and the disk they lie on",
          e);
    }
  }

  /** The folder, or the file that holds everything. */
  private Path place() {
    return weights.files().contains(fields.file()) ? fields.file() : fields.file().getParent();
  }

  /** Bytes of heap that the weight matrices take. */
  public long weightBytes(Quantization quantization) {
    long bytes = 0;
    for (Map.Entry<String, Expected> tensor : ExpectedTensors.of(configuration).entrySet()) {
      BlockType type = weights.tensors().get(tensor.getKey()).type();
      bytes += heapBytes(type, tensor.getValue(), quantization);
    }
    return bytes;
  }

  /** Bytes of heap that the weight matrices of a model take whose files are in bfloat16. */
  public static long weightBytes(ModelConfiguration configuration, Quantization quantization) {
    long bytes = 0;
    for (Expected tensor : ExpectedTensors.of(configuration).values()) {
      bytes += heapBytes(BlockType.BF16, tensor, quantization);
    }
    return bytes;
  }

  /** The rows of a matrix are padded to whole tiles, and have scales where they are quantised. */
  private static long heapBytes(BlockType type, Expected tensor, Quantization quantization) {
    boolean narrow = type == BlockType.BF16 || quantization == Quantization.BFLOAT16;
    int elementBytes = narrow ? Short.BYTES : Float.BYTES;
    if (tensor.matrices().isEmpty()) {
      return tensor.shape().stream().reduce(1L, Math::multiplyExact) * elementBytes;
    }
    long columns = tensor.shape().get(1);
    if (quantization == Quantization.NONE && type.quantized()) {
      return tensor.matrices().stream()
          .mapToLong(rows -> BlockMatrix.bytes(type, rows, Math.toIntExact(columns)))
          .sum();
    }
    long rowBytes =
        quantization == Quantization.INT8 ? columns + Float.BYTES : columns * elementBytes;
    return tensor.matrices().stream().mapToLong(Matrix::paddedColumns).sum() * rowBytes;
  }

  /**
   * The types of quantised blocks in which the model's tensors are held in memory.
   *
   * @param quantization what they are held in; blocks stay where it is {@link Quantization#NONE}
   */
  public Set<BlockType> blockTypes(Quantization quantization) {
    if (quantization != Quantization.NONE) {
      return Set.of();
    }
    return ExpectedTensors.of(configuration).keySet().stream()
        .map(name -> weights.tensors().get(name).type())
        .filter(BlockType::quantized)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Every file that holds a tensor, and their index where there is one. */
  public List<Path> weightFiles() {
    return weights.files();
  }

  /** config.json and all weight files, or the file that is everything. */
  public List<Path> files() {
    Set<Path> files = new LinkedHashSet<>(List.of(fields.file()));
    files.addAll(weights.files());
    return List.copyOf(files);
  }

  /** sha256, in hexadecimal, over names and contents of {@link #files}. */
  public String fingerprint() {
    try {
      return Sha256.of(files());
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot read the files in " + place(),
          e.toString(),
          "check that they exist and may be read",
          e);
    }
  }

  /** The begin-of-sequence id that config.json states. */
  public OptionalInt beginOfSequence() {
    return fields.has(BEGIN)
        ? OptionalInt.of(id(fields, BEGIN, fields.node().get(BEGIN)))
        : OptionalInt.empty();
  }

  /**
   * The ids that end a text: config.json's, and generation_config.json's that are not among them.
   */
  public List<Integer> endOfSequence() {
    Path generation = fields.file().resolveSibling(GENERATION);
    Set<Integer> ends = new LinkedHashSet<>(ends(fields));
    if (!place().equals(fields.file()) && Files.exists(generation)) {
      ends.addAll(ends(read(generation)));
    }
    return List.copyOf(ends);
  }

  /** {@code eos_token_id}, a number or a list of them. */
  private List<Integer> ends(Fields stated) {
    if (!stated.has(END)) {
      return List.of();
    }
    List<Integer> ends = new ArrayList<>();
    JsonNode ids = stated.node().get(END);
    for (JsonNode id : ids.isArray() ? ids : List.of(ids)) {
      ends.add(id(stated, END, id));
    }
    return ends;
  }

  private int id(Fields stated, String key, JsonNode id) {
    boolean isId = id.isIntegralNumber() && id.canConvertToInt();
    if (!isId || id.intValue() < 0 || id.intValue() >= configuration.vocabularySize()) {
      throw stated.wrong(key, "ids from 0 to " + (configuration.vocabularySize() - 1));
    }
    return id.intValue();
  }

  private static Fields read(Path file) {
    JsonNode root = WeightFiles.readTree(file);
    if (!root.isObject()) {
      throw ModelErrors.of(
          file + " is no configuration", "it is not a JSON object", "fetch the file again");
    }
    return new Fields(file, root);
  }

  private void warnOfDifferentHead(TensorReader reader) {
    Tensor head = weights.tensors().get(TensorPlan.HEAD);
    Tensor embedding = weights.tensors().get(TensorPlan.EMBEDDING);
    if (!configuration.tiedHead() || head == null) {
      return;
    }
    boolean same = head.shape().equals(embedding.shape()) && head.type() == embedding.type();
    int rows = configuration.vocabularySize();
    for (int i = 0; same && i < COMPARED_ROWS; i++) {
      int row = (int) ((long) (rows - 1) * i / (COMPARED_ROWS - 1));
      same = Arrays.equals(row(reader, head, row), row(reader, embedding, row));
    }
    if (!same) {
      LOG.warn(
          "{} differs from the embedding and is not read: the configuration ties them",
          TensorPlan.HEAD);
    }
  }

  private static float[] row(TensorReader reader, Tensor tensor, int row) {
    float[] values = new float[tensor.rowElements()];
    TensorReader.widen(tensor.type(), reader.rows(tensor, row, 1, values.length), values);
    return values;
  }
}
