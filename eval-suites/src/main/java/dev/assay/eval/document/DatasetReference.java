package dev.assay.eval.document;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A data set as a task file names it: {@code dataset_path}, {@code dataset_name} and what counts of
 * {@code dataset_kwargs}.
 *
 * @param path on the hub ({@code cais/mmlu}), a local folder, or the name of a file form ({@code
 *     json}) where {@code dataFiles} are given
 * @param configuration e.g. {@code anatomy}; empty where there is only one
 * @param dataFiles by split: local files or patterns; empty where the data set's layout tells
 * @param folder where the task file lies, against which relative local paths are read; null for a
 *     task that comes with Assay
 */
public record DatasetReference(
    String path, String configuration, Map<String, List<String>> dataFiles, String folder) {
  public DatasetReference {
    configuration = configuration == null ? "" : configuration;
    Map<String, List<String>> files = new TreeMap<>();
    dataFiles.forEach((split, names) -> files.put(split, List.copyOf(names)));
    dataFiles = Map.copyOf(files);
  }
}
