package dev.assay.eval.catalog;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.yaml.YamlValue;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Reads what a user selects: names, globs and files, each with an optional number of shots. */
final class TaskSelection {
  private final TaskIndex index;
  private final TaskResolver resolver;
  private final Map<String, SelectedTask> selected = new LinkedHashMap<>();
  private final Map<String, TaskGroup> groups = new LinkedHashMap<>();
  private final Map<String, UnusableTask> unusable = new LinkedHashMap<>();

  TaskSelection(TaskIndex index, TaskResolver resolver) {
    this.index = index;
    this.resolver = resolver;
  }

  /**
   * @param shots after the @; empty where there is none
   */
  private record Expression(String pattern, OptionalInt shots) {}

  Selection select(List<String> expressions, OptionalInt shots) {
    if (expressions.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE, "no task is selected", "the list is empty", "name a task, e.g. piqa");
    }
    for (String text : expressions) {
      Expression expression = parse(text);
      for (String name : matches(text, expression.pattern())) {
        add(name, expression.shots(), shots);
      }
    }
    return new Selection(
        List.copyOf(selected.values()),
        List.copyOf(groups.values()),
        List.copyOf(unusable.values()));
  }

  private void add(String name, OptionalInt own, OptionalInt shots) {
    if (index.groups().containsKey(name)) {
      GroupResolver group = new GroupResolver(index);
      try {
        group.add(name);
      } catch (TaskFileException e) {
        String file = index.groups().get(name).place().file();
        unusable.putIfAbsent(name, new UnusableTask(name, file, e.code(), e.getMessage()));
        return;
      }
      group.groups().forEach(inner -> groups.putIfAbsent(inner.name(), inner));
      group.missing().forEach(unusable::putIfAbsent);
      group.tasks().forEach((task, keys) -> addTask(task, keys, own, shots));
    } else if (index.tasks().containsKey(name)) {
      addTask(name, index.tasks().get(name), own, shots);
    } else {
      for (String task : index.tags().get(name)) {
        addTask(task, index.tasks().get(task), own, shots);
      }
    }
  }

  private void addTask(String name, YamlValue.Mapping keys, OptionalInt own, OptionalInt shots) {
    Task task;
    try {
      task = resolver.task(name, keys);
    } catch (TaskFileException e) {
      unusable.putIfAbsent(
          name, new UnusableTask(name, keys.place().file(), e.code(), e.getMessage()));
      return;
    }
    OptionalInt forAll = task.fixedShots() ? OptionalInt.empty() : shots;
    int count = own.isPresent() ? own.getAsInt() : forAll.orElse(task.defaultShots());
    SelectedTask wanted = new SelectedTask(task, count);
    SelectedTask before = selected.putIfAbsent(name, wanted);
    if (before != null && before.shots() != count) {
      throw twice(name, "once with " + before.shots() + " shots and once with " + count);
    }
    if (before != null && !before.task().fingerprint().equals(task.fingerprint())) {
      throw twice(name, "groups say different things of it");
    }
  }

  private static AssayException twice(String task, String cause) {
    return new AssayException(
        ErrorKind.USAGE,
        "task '" + task + "' is selected twice",
        cause,
        "select it once, or evaluate it in two runs");
  }

  private static Expression parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0 || PromptFile.isMeant(text)) {
      return new Expression(text.strip(), OptionalInt.empty());
    }
    String shots = text.substring(at + 1).strip();
    if (!shots.matches("[0-9]{1,4}")) {
      throw new AssayException(
          ErrorKind.USAGE,
          "'" + text + "' asks for '" + shots + "' shots",
          "what follows @ is a number of solved examples",
          "write e.g. " + text.substring(0, at) + "@5");
    }
    return new Expression(text.substring(0, at).strip(), OptionalInt.of(Integer.parseInt(shots)));
  }

  private boolean known(String name) {
    return index.groups().containsKey(name)
        || index.tasks().containsKey(name)
        || index.tags().containsKey(name);
  }

  private List<String> matches(String text, String pattern) {
    if (known(pattern)) {
      return List.of(pattern);
    }
    if (PromptFile.isMeant(pattern)) {
      return List.of(PromptFile.of(pattern).addTo(index));
    }
    if (pattern.endsWith(".yaml") || pattern.endsWith(".yml")) {
      return List.of(file(pattern));
    }
    List<String> found = new ArrayList<>();
    if (pattern.matches(".*[*?\\[{].*")) {
      PathMatcher glob = glob(text, pattern);
      // A tag's tasks have names of their own, and a glob that meets both means them once.
      for (String name : names()) {
        if (glob.matches(Path.of(name)) && !index.tags().containsKey(name)) {
          found.add(name);
        }
      }
    }
    if (found.isEmpty()) {
      throw unknown(text, pattern);
    }
    return found;
  }

  private AssayException unknown(String text, String pattern) {
    String broken =
        index.broken().isEmpty()
            ? ""
            : ", and "
                + index.broken().size()
                + " files could not be read, e.g. "
                + index.broken().get(0).message();
    return new AssayException(
        ErrorKind.USAGE,
        "task '" + text + "' does not exist",
        "no task, group or tag has that name" + broken,
        NearestNames.suggestion(
            pattern,
            names(),
            "known are e.g. " + String.join(", ", names().stream().limit(20).toList())));
  }

  private String file(String path) {
    if (!Files.isRegularFile(Path.of(path))) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task file " + path + " does not exist",
          "there is no such file",
          "give the path of a task file, or a task's name");
    }
    try {
      return index.addFile(Path.of(path));
    } catch (TaskFileException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task file " + path + " cannot be used",
          e.getMessage(),
          "correct that line",
          e);
    }
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(index.groups().keySet());
    names.addAll(index.tasks().keySet());
    names.addAll(index.tags().keySet());
    return names;
  }

  private static PathMatcher glob(String text, String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "'" + text + "' is no pattern of task names",
          e.getDescription(),
          "write e.g. mmlu_* or mmlu_[a-c]*",
          e);
    }
  }
}
