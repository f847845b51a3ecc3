package dev.assay.eval.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.data.DataPlaces;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Task files that the reference harness takes with {@code --include_path}: the same questions of
 * the same local files.
 */
public final class HarnessTaskFolder {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonLinesReader JSON_LINES = new JsonLinesReader();

  private final DataPlaces data;

  /**
   * @param data folder of benchmark data; the files in it are named, not copied
   */
  public HarnessTaskFolder(Path data) {
    this.data =
        new DataPlaces(
            data, file -> JSON_LINES.reads(file) || file.toString().endsWith(".parquet"));
  }

  /**
   * Writes {@code NAME.yaml} for every task and group into the folder, which may have other files.
   *
   * @return the files, in the order of tasks and groups
   * @throws AssayException of kind DATA where a task's data are missing, or in a form that the
   *     harness does not read, and of kind OUTPUT where a file exists or cannot be written; nothing
   *     is written then, or only a part where the disk fails
   */
  public List<Path> write(Path folder, List<SelectedTask> tasks, List<TaskGroup> groups) {
    Map<Path, ObjectNode> files = new LinkedHashMap<>();
    for (SelectedTask task : tasks) {
      files.put(folder.resolve(task.definition().name() + ".yaml"), task(task));
    }
    for (TaskGroup group : groups) {
      files.put(folder.resolve(group.name() + ".yaml"), HarnessTask.of(group));
    }
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw new AssayException(
            ErrorKind.OUTPUT,
            "the task file " + file + " is not written",
            "it exists",
            "give another folder, or remove it");
      }
    }
    try {
      Files.createDirectories(folder);
      for (Map.Entry<Path, ObjectNode> file : files.entrySet()) {
        Files.writeString(file.getKey(), YAML.writeValueAsString(file.getValue()));
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the folder of task files " + folder + " cannot be written",
          e.toString(),
          "check the path and its permissions",
          e);
    }
    return List.copyOf(files.keySet());
  }

  private ObjectNode task(SelectedTask selected) {
    TaskDefinition task = selected.definition();
    String pool = task.fewShot().split();
    String evaluated = task.source().evaluated();
    Set<String> splits = new TreeSet<>(List.of(evaluated, pool));
    if (selected.shots() == 0 && !data.holds(task, pool)) {
      splits.remove(pool);
    }
    ObjectNode dataset = dataset(task, splits);
    ObjectNode config = HarnessTask.of(selected, dataset);
    if (!splits.contains(pool)) {
      config.remove(List.of("training_split", "fewshot_split"));
    }
    return config;
  }

  private ObjectNode dataset(TaskDefinition task, Set<String> splits) {
    Set<String> formats = new TreeSet<>();
    ObjectNode files = JSON.createObjectNode();
    for (String split : splits) {
      DataPlaces.Place place = data.place(task, split);
      if (place.labels() != null) {
        throw unreadable(task, "its labels lie apart, in " + place.labels());
      }
      if (place.rows() != null) {
        throw unreadable(task, "only some rows of " + place.documents() + " are of it");
      }
      for (Path file : place.documents()) {
        formats.add(JSON_LINES.reads(file) ? "json" : "parquet");
        files.withArray(split).add(file.toAbsolutePath().normalize().toString());
      }
    }
    if (formats.size() > 1) {
      throw unreadable(task, "some of its files are JSON Lines, some are Parquet");
    }
    ObjectNode dataset = JSON.createObjectNode();
    dataset.put("dataset_path", formats.iterator().next());
    dataset.putObject("dataset_kwargs").set("data_files", files);
    return dataset;
  }

  private static AssayException unreadable(TaskDefinition task, String cause) {
    return new AssayException(
        ErrorKind.DATA,
        "the reference harness cannot read the data of task " + task.name(),
        cause,
        "get them as the Hugging Face hub has them, all in one format");
  }
}
