package dev.assay.eval.catalog;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user's own file of prompts, selected as {@code prompts:FILE}: a task without a task file.
 *
 * @param path as it was written
 * @param name of the task, e.g. {@code prompts_holidays} of {@code prompts:my/holidays.csv}
 * @param form by which its rows are read
 */
record PromptFile(String path, String name, String form) {
  private static final String SCHEME = "prompts:";
  private static final String TASK_FILE = "requests/_prompts.yaml";
  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?([^/]+?)\\.(jsonl|ndjson|json|csv|tsv|parquet)(\\.(gz|bz2|zst))?");
  private static final Pattern WILD = Pattern.compile("[*?\\[{]");

  static boolean isMeant(String expression) {
    return expression.strip().startsWith(SCHEME);
  }

  /**
   * @throws AssayException of kind USAGE for a file that is not there, or whose name says no form
   */
  static PromptFile of(String expression) {
    String path = expression.strip().substring(SCHEME.length());
    Matcher name = NAME.matcher(path.replace('\\', '/'));
    if (!name.matches() || WILD.matcher(path).find()) {
      throw unusable(
          path, "its name does not end in .jsonl, .json, .csv, .tsv or .parquet, or is a pattern");
    }
    if (!isFile(path)) {
      throw unusable(path, "there is no such file");
    }
    return new PromptFile(
        path,
        "prompts_" + name.group(1).replaceAll("[^A-Za-z0-9_-]", "_"),
        name.group(2).matches("jsonl|ndjson") ? "json" : name.group(2));
  }

  private static boolean isFile(String path) {
    try {
      return Files.isRegularFile(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static AssayException unusable(String path, String cause) {
    return new AssayException(
        ErrorKind.USAGE,
        "prompts of '" + path + "' cannot be read",
        cause,
        "write prompts:FILE, with JSON Lines, CSV or Parquet that has a column 'prompt'");
  }

  /**
   * Makes it one of the known tasks.
   *
   * @return its name
   */
  String addTo(TaskIndex index) {
    try {
      index.addTask(name, TASK_FILE, this::keys);
      return name;
    } catch (TaskFileException e) {
      throw new IllegalStateException(TASK_FILE + " cannot be read from the jar", e);
    }
  }

  private YamlValue.Mapping keys(Place place) {
    YamlValue.Mapping files = AddedKeys.mapping(place, Map.of("test", AddedKeys.text(path, place)));
    return AddedKeys.mapping(
        place,
        Map.of(
            "task", AddedKeys.text(name, place),
            "dataset_path", AddedKeys.text(form, place),
            "dataset_kwargs", AddedKeys.mapping(place, Map.of("data_files", files))));
  }
}
