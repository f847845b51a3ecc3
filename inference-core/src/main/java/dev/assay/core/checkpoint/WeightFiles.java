package dev.assay.core.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.family.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The weight files of a folder: model.safetensors, or shards named by an index.
 *
 * @param files the index, where there is one, and every file that holds a tensor
 * @param wholeNorms norms hold what is multiplied, with the 1 that other files of a family leave
 *     out
 */
record WeightFiles(Map<String, Tensor> tensors, List<Path> files, boolean wholeNorms) {
  private static final String SINGLE = "model.safetensors";
  private static final Pattern PLAIN_NAME = Pattern.compile("[!-~&&[^./\\\\]][ -~&&[^/\\\\]]*");
  private static final String INDEX = "model.safetensors.index.json";

  WeightFiles(Map<String, Tensor> tensors, List<Path> files) {
    this(tensors, files, false);
  }

  static WeightFiles open(Path folder) {
    if (Files.exists(folder.resolve(INDEX))) {
      return sharded(folder);
    }
    Path single = folder.resolve(SINGLE);
    if (!Files.exists(single)) {
      throw ModelErrors.of(
          "no weights in " + folder,
          "neither " + SINGLE + " nor " + INDEX + " is there" + otherFormats(folder),
          "download the safetensors files of the model, or convert the weights with"
              + " save_pretrained(..., safe_serialization=True)");
    }
    return new WeightFiles(Safetensors.read(single), List.of(single));
  }

  /** The tensors of the part that a wrapper names, as a model of that part alone has them. */
  WeightFiles inside(Wrapper wrapper) {
    Map<String, Tensor> inner = new LinkedHashMap<>();
    for (Tensor tensor : tensors.values()) {
      String name = wrapper.inner(tensor.name());
      if (!wrapper.ignores(tensor.name()) && inner.put(name, tensor.named(name)) != null) {
        throw ModelErrors.of(
            "tensor " + name + " is there twice",
            tensor.name() + " in " + tensor.file().getFileName() + " is the second of them",
            "fetch the model's weights again");
      }
    }
    return new WeightFiles(inner, files);
  }

  private static String otherFormats(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> others =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches(".*\\.(bin|pt|pth|gguf|ckpt|msgpack|h5)"))
              .sorted()
              .toList();
      return others.isEmpty() ? "" : " (but " + String.join(", ", others) + ", not read)";
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot list " + folder, e.toString(), "check that the folder may be read", e);
    }
  }

  private static WeightFiles sharded(Path folder) {
    Path index = folder.resolve(INDEX);
    JsonNode map = readTree(index).path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw ModelErrors.of(
          index + " names no tensors", "it has no weight_map", "fetch the file again");
    }
    Map<String, Map<String, Tensor>> shards = new TreeMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    map.properties()
        .forEach(
            entry -> {
              String shard = shardName(index, entry.getKey(), entry.getValue());
              Tensor tensor =
                  shards
                      .computeIfAbsent(shard, name -> readShard(index, folder.resolve(name)))
                      .get(entry.getKey());
              if (tensor == null) {
                throw ModelErrors.of(
                    "tensor " + entry.getKey() + " is missing",
                    index.getFileName() + " places it in " + shard + ", which does not hold it",
                    "fetch index and shards of the same revision again");
              }
              tensors.put(entry.getKey(), tensor);
            });
    Stream<Path> files = shards.keySet().stream().map(folder::resolve);
    return new WeightFiles(tensors, Stream.concat(Stream.of(index), files).toList());
  }

  private static Map<String, Tensor> readShard(Path index, Path shard) {
    if (!Files.exists(shard)) {
      throw ModelErrors.of(
          "weight file " + shard + " is missing",
          index.getFileName() + " names it",
          "download all shards of the model");
    }
    return Safetensors.read(shard);
  }

  /** Only plain file names: an index must not reach outside its folder. */
  private static String shardName(Path index, String tensor, JsonNode value) {
    String name = value.asText();
    if (!value.isTextual() || !PLAIN_NAME.matcher(name).matches()) {
      throw ModelErrors.of(
          index + " is refused",
          "it places tensor "
              + Fields.shown(tensor)
              + " in "
              + Fields.shown(value.toString())
              + ", which is no plain file name",
          "fetch the index again");
    }
    return name;
  }

  static JsonNode readTree(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw ModelErrors.of(
          "cannot read " + file, e.getMessage(), "check that it is there and is JSON", e);
    }
  }
}
