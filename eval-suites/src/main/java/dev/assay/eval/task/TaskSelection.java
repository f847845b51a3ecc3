package dev.assay.eval.task;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Reads what a user selects: names, groups and globs, each with an optional number of shots. */
final class TaskSelection {
  private final Map<String, Task> tasks;
  private final Map<String, TaskGroup> groups;

  TaskSelection(Map<String, Task> tasks, Map<String, TaskGroup> groups) {
    this.tasks = tasks;
    this.groups = groups;
  }

  private record Expression(String pattern, OptionalInt shots) {}

  /** The number of shots of each task selected, by its name, in order. */
  Map<String, Integer> tasks(List<String> expressions, OptionalInt shots) {
    if (expressions.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE, "no task is selected", "the list is empty", "name a task, e.g. piqa");
    }
    Map<String, Integer> selected = new LinkedHashMap<>();
    for (String text : expressions) {
      Expression expression = parse(text);
      OptionalInt wanted = expression.shots().isPresent() ? expression.shots() : shots;
      for (String name : matches(text, expression)) {
        List<String> members = groups.containsKey(name) ? groups.get(name).tasks() : List.of(name);
        for (String member : members) {
          add(selected, member, wanted.orElse(tasks.get(member).defaultShots()));
        }
      }
    }
    return selected;
  }

  private static void add(Map<String, Integer> selected, String task, int shots) {
    Integer before = selected.putIfAbsent(task, shots);
    if (before != null && before != shots) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + task + "' is selected twice",
          "once with " + before + " shots and once with " + shots,
          "select it once, or evaluate it in two runs");
    }
  }

  List<String> groups(List<String> expressions) {
    Set<String> names = new LinkedHashSet<>();
    for (String text : expressions) {
      for (String name : matches(text, parse(text))) {
        addGroup(names, name);
      }
    }
    return List.copyOf(names);
  }

  private void addGroup(Set<String> names, String name) {
    TaskGroup group = groups.get(name);
    if (group != null && names.add(name)) {
      group.members().forEach(member -> addGroup(names, member));
    }
  }

  private static Expression parse(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
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

  private List<String> matches(String text, Expression expression) {
    String pattern = expression.pattern();
    List<String> found = new ArrayList<>();
    if (groups.containsKey(pattern) || tasks.containsKey(pattern)) {
      found.add(pattern);
    } else if (pattern.matches(".*[*?\\[{].*")) {
      PathMatcher glob = glob(text, pattern);
      known().stream().filter(name -> glob.matches(Path.of(name))).forEach(found::add);
    }
    if (found.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "task '" + text + "' does not exist",
          "no task or group has that name",
          NearestNames.suggestion(
              pattern, known(), "known are e.g. " + String.join(", ", some(known()))));
    }
    return found;
  }

  private Set<String> known() {
    Set<String> names = new TreeSet<>(groups.keySet());
    names.addAll(tasks.keySet());
    return names;
  }

  private List<String> some(Set<String> names) {
    return names.stream()
        .filter(name -> groups.containsKey(name) || tasks.get(name).groups().isEmpty())
        .toList();
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
