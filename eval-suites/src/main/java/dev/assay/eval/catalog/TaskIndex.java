package dev.assay.eval.catalog;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What task files there are, by the names they define. Files are read whole, but a task's keys are
 * looked at only when it is asked for.
 */
final class TaskIndex {
  private static final List<String> LEFT_OUT_FOLDERS = List.of("__pycache__", ".ipynb_checkpoints");

  private static final String NO_TASK = "no_task";

  private final TaskFiles files = new TaskFiles();
  private final Map<String, YamlValue.Mapping> tasks = new TreeMap<>();
  private final Map<String, YamlValue.Mapping> groups = new TreeMap<>();
  private final Map<String, TreeSet<String>> tags = new TreeMap<>();
  private final List<UnusableTask> broken = new ArrayList<>();

  TaskFiles files() {
    return files;
  }

  Map<String, YamlValue.Mapping> tasks() {
    return tasks;
  }

  Map<String, YamlValue.Mapping> groups() {
    return groups;
  }

  /** Names of tasks by tag. */
  Map<String, TreeSet<String>> tags() {
    return tags;
  }

  /** Files that could not be read. */
  List<UnusableTask> broken() {
    return broken;
  }

  /** Adds the tasks that come with Assay. */
  void addShipped() {
    List<FileLocation> shipped = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TaskIndex.class.getResourceAsStream("tasks/files.txt"), StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> shipped.add(new FileLocation.Shipped(line)));
    } catch (IOException e) {
      throw new IllegalStateException("tasks/files.txt cannot be read from the jar", e);
    }
    addAll(shipped);
  }

  /** Adds a folder with all below it, in the order of the files' paths. */
  void addFolder(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      addAll(
          walk.filter(path -> path.toString().endsWith(".yaml") && Files.isRegularFile(path))
              .filter(path -> !leftOut(folder.relativize(path)))
              .sorted(Comparator.comparing(path -> path.toString().replace('\\', '/')))
              .<FileLocation>map(FileLocation.OnDisk::new)
              .toList());
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task files of " + folder + " cannot be read",
          "it is no folder, or may not be read: " + e.getMessage(),
          "give a folder with task files, e.g. --include_path my_tasks",
          e);
    }
  }

  private static boolean leftOut(Path path) {
    for (Path part : path) {
      if (LEFT_OUT_FOLDERS.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  /** Adds one folder's files: of a name that several define the first one's counts. */
  private void addAll(List<FileLocation> locations) {
    Map<String, YamlValue.Mapping> newTasks = new LinkedHashMap<>();
    Map<String, YamlValue.Mapping> newGroups = new LinkedHashMap<>();
    for (FileLocation location : locations) {
      try {
        add(files.read(location), newTasks, newGroups);
      } catch (TaskFileException e) {
        // A file that others include names no task of its own.
        if (!e.code().equals(NO_TASK)) {
          broken.add(new UnusableTask(location.name(), location.name(), e.code(), e.getMessage()));
        }
      }
    }
    newTasks.keySet().forEach(groups::remove);
    newGroups.keySet().forEach(tasks::remove);
    tasks.putAll(newTasks);
    groups.putAll(newGroups);
    for (Map.Entry<String, YamlValue.Mapping> task : newTasks.entrySet()) {
      addTags(task.getKey(), new TaskKeys(task.getValue()));
    }
  }

  private void addTags(String task, TaskKeys keys) {
    try {
      for (String tag : keys.texts("tag")) {
        tags.computeIfAbsent(tag, unused -> new TreeSet<>()).add(task);
      }
    } catch (TaskFileException e) {
      // The task itself says so when it is resolved.
      broken.add(new UnusableTask(task, keys.mapping().place().file(), e.code(), e.getMessage()));
    }
  }

  private static void add(
      YamlValue.Mapping keys,
      Map<String, YamlValue.Mapping> tasks,
      Map<String, YamlValue.Mapping> groups)
      throws TaskFileException {
    TaskKeys all = new TaskKeys(keys);
    if (all.has("group") && !all.has("class")) {
      groups.putIfAbsent(all.text("group", null), keys);
    } else if (all.has("task")) {
      tasks.putIfAbsent(all.text("task", null), keys);
    } else {
      Place start = keys.place();
      all.allow(KnownKeys.TASK, "a task file");
      throw new TaskFileException(NO_TASK, start, "the file names neither a 'task' nor a 'group'");
    }
  }

  /**
   * Adds a task that a shipped file describes but for some keys.
   *
   * @param path of the file below the folder of shipped tasks
   * @param own makes the keys that are added, or take the place of the file's, of where they stand
   */
  void addTask(String name, String path, Function<Place, YamlValue.Mapping> own)
      throws TaskFileException {
    YamlValue.Mapping keys = files.read(new FileLocation.Shipped(path));
    tasks.put(name, keys.with(own.apply(keys.place())));
    groups.remove(name);
  }

  /**
   * Adds one file by its path.
   *
   * @return the name of what it defines
   */
  String addFile(Path path) throws TaskFileException {
    YamlValue.Mapping keys = files.read(new FileLocation.OnDisk(path));
    Map<String, YamlValue.Mapping> newTasks = new LinkedHashMap<>();
    Map<String, YamlValue.Mapping> newGroups = new LinkedHashMap<>();
    add(keys, newTasks, newGroups);
    tasks.putAll(newTasks);
    groups.putAll(newGroups);
    newTasks.keySet().forEach(groups::remove);
    newGroups.keySet().forEach(tasks::remove);
    return newTasks.isEmpty()
        ? newGroups.keySet().iterator().next()
        : newTasks.keySet().iterator().next();
  }
}
