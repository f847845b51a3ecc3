package dev.assay.eval.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** All known tasks and groups, and the selection of some by name. */
public final class TaskCatalog {
  private final List<TaskDefinition> tasks;
  private final List<TaskGroup> groups;
  private final List<GenerationTask> generationTasks;

  TaskCatalog(
      List<TaskDefinition> tasks, List<TaskGroup> groups, List<GenerationTask> generationTasks) {
    this.tasks = List.copyOf(tasks);
    this.groups = List.copyOf(groups);
    this.generationTasks = List.copyOf(generationTasks);
  }

  /** The tasks that come with Assay. */
  public static TaskCatalog standard() {
    TaskFiles.Listing listing =
        TaskFiles.parse(
            "catalog.yaml", TaskFiles.resource("catalog.yaml"), TaskFiles.Listing.class);
    List<TaskDefinition> tasks = new ArrayList<>();
    List<TaskGroup> groups = new ArrayList<>();
    for (String file : listing.tasks()) {
      tasks.add(TaskFiles.task(file, TaskFiles.resource(file)));
    }
    for (String file : listing.groups()) {
      add(TaskFiles.parse(file, TaskFiles.resource(file), GroupFile.class), tasks, groups);
    }
    List<GenerationTask> generationTasks = new ArrayList<>();
    for (String file : listing.generationTasks()) {
      generationTasks.add(TaskFiles.parse(file, TaskFiles.resource(file), GenerationTask.class));
    }
    return new TaskCatalog(tasks, groups, generationTasks);
  }

  private static void add(GroupFile file, List<TaskDefinition> tasks, List<TaskGroup> groups) {
    List<TaskDefinition> made =
        new ArrayList<>(TaskFiles.tasks(file, file.members(), List.of(file.group())));
    List<TaskGroup> inner = new ArrayList<>();
    for (GroupFile.Part part : file.parts()) {
      List<TaskDefinition> within =
          TaskFiles.tasks(file, part.members(), List.of(part.group(), file.group()));
      List<String> names = names(within);
      inner.add(
          new TaskGroup(part.group(), part.alias(), file.version(), names, names, file.metrics()));
      made.addAll(within);
    }
    List<String> all = names(made);
    List<String> members = inner.isEmpty() ? all : inner.stream().map(TaskGroup::name).toList();
    groups.add(
        new TaskGroup(file.group(), file.alias(), file.version(), members, all, file.metrics()));
    groups.addAll(inner);
    tasks.addAll(made);
  }

  private static List<String> names(List<TaskDefinition> tasks) {
    return tasks.stream().map(TaskDefinition::name).toList();
  }

  /** Every task with answer choices, in the order of the files' list. */
  public List<TaskDefinition> tasks() {
    return tasks;
  }

  /** Every task whose answers are generated, in the order of the files' list. */
  public List<GenerationTask> generationTasks() {
    return generationTasks;
  }

  /** Every group, outer ones before the groups in them. */
  public List<TaskGroup> groups() {
    return groups;
  }

  /**
   * The tasks with answer choices that the expressions name, in order, each once.
   *
   * @param expressions names of tasks or groups, or globs over both ({@code mmlu_*}), each with an
   *     optional number of shots ({@code mmlu@0}), which wins over {@code shots}
   * @param shots for every task whose expression names none; empty for each task's own default
   * @throws dev.assay.core.error.AssayException of kind USAGE for a name that does not exist, with
   *     the nearest ones, and for a task selected twice with different shots
   */
  public List<SelectedTask> select(List<String> expressions, OptionalInt shots) {
    Map<String, TaskDefinition> byName = byName(tasks);
    List<SelectedTask> selected = new ArrayList<>();
    selection()
        .tasks(expressions, shots)
        .forEach(
            (name, count) -> {
              if (byName.containsKey(name)) {
                selected.add(new SelectedTask(byName.get(name), count));
              }
            });
    return List.copyOf(selected);
  }

  /**
   * The tasks that the expressions name whose answers are generated, as {@link #select} reads them.
   *
   * @throws dev.assay.core.error.AssayException likewise, and for shots of a task that takes none
   */
  public List<SelectedGenerationTask> selectGeneration(
      List<String> expressions, OptionalInt shots) {
    Map<String, GenerationTask> byName = byName(generationTasks);
    List<SelectedGenerationTask> selected = new ArrayList<>();
    selection()
        .tasks(expressions, shots)
        .forEach(
            (name, count) -> {
              if (byName.containsKey(name)) {
                selected.add(new SelectedGenerationTask(byName.get(name), count));
              }
            });
    return List.copyOf(selected);
  }

  /** The groups that the expressions name, and the groups within them, outer ones first. */
  public List<TaskGroup> selectGroups(List<String> expressions) {
    List<String> names = selection().groups(expressions);
    return groups.stream().filter(group -> names.contains(group.name())).toList();
  }

  private TaskSelection selection() {
    Map<String, Task> all = new HashMap<>(byName(tasks));
    all.putAll(byName(generationTasks));
    return new TaskSelection(all, groupsByName());
  }

  private static <T extends Task> Map<String, T> byName(List<T> tasks) {
    Map<String, T> byName = new HashMap<>();
    tasks.forEach(task -> byName.put(task.name(), task));
    return byName;
  }

  private Map<String, TaskGroup> groupsByName() {
    Map<String, TaskGroup> byName = new HashMap<>();
    groups.forEach(group -> byName.put(group.name(), group));
    return byName;
  }
}
