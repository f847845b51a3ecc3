package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads where a task's documents are. */
final class DatasetReader {
  /** Keys of {@code dataset_kwargs} that say nothing of which rows there are. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("trust_remote_code", "verification_mode", "streaming", "revision", "features");

  private DatasetReader() {}

  /**
   * @param folder against which relative local files are read; null for none
   */
  static DatasetReference read(TaskKeys task, String folder) throws TaskFileException {
    String path = task.text("dataset_path", null);
    if (path == null) {
      throw new TaskFileException(
          "no_dataset", task.mapping().place(), "the task has no 'dataset_path'");
    }
    Map<String, List<String>> files = new LinkedHashMap<>();
    YamlValue value = task.value("dataset_kwargs");
    if (value != null) {
      TaskKeys kwargs = TaskKeys.of(value, "'dataset_kwargs'");
      String directory = kwargs.text("data_dir", null);
      for (String key : kwargs.mapping().entries().keySet()) {
        if (kwargs.has(key) && !key.equals("data_dir") && !WITHOUT_EFFECT.contains(key)) {
          if (!key.equals("data_files")) {
            throw new TaskFileException(
                "dataset_option",
                kwargs.place(key),
                "'dataset_kwargs' has '" + key + "', which no reader of files knows");
          }
          files.putAll(files(kwargs, directory));
        }
      }
    }
    return new DatasetReference(path, task.text("dataset_name", null), files, folder);
  }

  /** Files by split; those that stand under no split's name are {@code train}, as in datasets. */
  private static Map<String, List<String>> files(TaskKeys kwargs, String directory)
      throws TaskFileException {
    JsonNode json = kwargs.json("data_files");
    Map<String, List<String>> files = new LinkedHashMap<>();
    if (json.isObject()) {
      for (Map.Entry<String, JsonNode> split : json.properties()) {
        files.put(split.getKey(), names(split.getValue(), directory, kwargs));
      }
    } else {
      files.put("train", names(json, directory, kwargs));
    }
    return files;
  }

  private static List<String> names(JsonNode json, String directory, TaskKeys kwargs)
      throws TaskFileException {
    List<String> names = new ArrayList<>();
    for (JsonNode name : json.isArray() ? json : List.of(json)) {
      if (!name.isTextual()) {
        throw new TaskFileException(
            "bad_value",
            kwargs.place("data_files"),
            "'data_files' has to be a file's name, a list of names, or either by split");
      }
      names.add(directory == null ? name.textValue() : directory + "/" + name.textValue());
    }
    return names;
  }
}
