package dev.assay.eval.catalog;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.yaml.YamlValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All known tasks, groups and tags. Task files are read when the catalog is opened, and their keys
 * looked at when a task is selected: a task that cannot be used costs the others nothing.
 */
public final class TaskCatalog {
  private final TaskIndex index = new TaskIndex();
  private final TaskResolver resolver = new TaskResolver(index.files());

  private TaskCatalog() {}

  /** Read once: the tasks that come with Assay do not change while the virtual machine runs. */
  private static final class Standard {
    private static final TaskCatalog CATALOG = open(List.of());

    private Standard() {}
  }

  /** The tasks that come with Assay. */
  public static TaskCatalog standard() {
    return Standard.CATALOG;
  }

  /**
   * The tasks that come with Assay and those of some folders.
   *
   * @param includes folders, read with all below them; the tasks of later ones replace tasks of the
   *     same name
   * @throws AssayException of kind USAGE for a folder that does not exist
   */
  public static TaskCatalog open(List<Path> includes) {
    TaskCatalog catalog = new TaskCatalog();
    catalog.index.addShipped();
    for (Path folder : includes) {
      if (!Files.isDirectory(folder)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "--include_path " + folder + " cannot be read",
            "it is no folder",
            "give a folder with task files");
      }
      catalog.index.addFolder(folder);
    }
    return catalog;
  }

  /** Names of all tasks, in alphabetical order. */
  public List<String> tasks() {
    return List.copyOf(index.tasks().keySet());
  }

  /** Names of all groups, in alphabetical order. */
  public List<String> groups() {
    return List.copyOf(index.groups().keySet());
  }

  /** Names of all tags, in alphabetical order. */
  public List<String> tags() {
    return List.copyOf(index.tags().keySet());
  }

  /**
   * A task by its name.
   *
   * @throws AssayException of kind USAGE where there is none, with the nearest names, or where it
   *     cannot be used, with the reason
   */
  public Task task(String name) {
    if (!index.tasks().containsKey(name)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + name + "' does not exist",
          "no task has that name",
          NearestNames.suggestion(name, tasks(), "`assay tasks` lists all"));
    }
    try {
      return resolver.task(name, index.tasks().get(name));
    } catch (TaskFileException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + name + "' cannot be used",
          e.getMessage(),
          "correct that line, or select other tasks",
          e);
    }
  }

  /**
   * A task that a shipped file describes but for its name and documents.
   *
   * @param file below the folder of shipped tasks, e.g. {@code judge/_harm-1.yaml}
   * @param name of the task, which the catalog knows from now on
   * @param configuration its {@code dataset_name}
   * @throws IllegalStateException where there is no such file in the jar
   */
  public Task task(String file, String name, String configuration) {
    return added(file, name, Map.of("dataset_name", configuration));
  }

  /** The same with another text as its prompt, {@code doc_to_text}. */
  public Task task(String file, String name, String configuration, String prompt) {
    return added(file, name, Map.of("dataset_name", configuration, "doc_to_text", prompt));
  }

  private synchronized Task added(String file, String name, Map<String, String> keys) {
    try {
      index.addTask(
          name,
          file,
          place -> {
            Map<String, YamlValue> values = new HashMap<>();
            values.put("task", AddedKeys.text(name, place));
            keys.forEach((key, value) -> values.put(key, AddedKeys.text(value, place)));
            return AddedKeys.mapping(place, values);
          });
      return resolver.task(name, index.tasks().get(name));
    } catch (TaskFileException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + name + "' cannot be used",
          e.getMessage(),
          "correct its prompt",
          e);
    }
  }

  /**
   * The tasks that the expressions name, in order, each once.
   *
   * @param expressions names of tasks, groups or tags, globs over tasks and groups ({@code
   *     mmlu_*}), or task files ({@code folder/task.yaml}), each with an optional number of shots
   *     ({@code mmlu@0}), which wins over {@code shots}
   * @param shots for every task whose expression names none, but those whose file says {@code
   *     num_fewshot: 0}; empty for each task's own number
   * @throws AssayException of kind USAGE for a name that does not exist, with the nearest ones, for
   *     a task selected twice with different shots, and for a file that is no task's
   */
  public synchronized Selection select(List<String> expressions, OptionalInt shots) {
    return new TaskSelection(index, resolver).select(expressions, shots);
  }

  /** Every task, by name, and every file that defines none, and whether it can be run. */
  public synchronized List<TaskCheck> check(KnownScoring known) {
    TaskChecks checks = new TaskChecks(resolver, known);
    List<TaskCheck> all = new ArrayList<>();
    index.tasks().forEach((name, keys) -> all.add(checks.check(name, keys)));
    index.broken().forEach(file -> all.add(new TaskCheck(file.task(), file.file(), file)));
    return List.copyOf(all);
  }
}
