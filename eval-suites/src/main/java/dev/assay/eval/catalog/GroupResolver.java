package dev.assay.eval.catalog;

import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From groups to their tasks, each with what the groups around it say of it. Keys of a group's file
 * that are not a group's own count for all its tasks; an inner group's win over an outer one's, a
 * task's entry over its group's.
 */
final class GroupResolver {
  private final TaskIndex index;
  private final Map<String, YamlValue.Mapping> tasks = new LinkedHashMap<>();
  private final Map<String, UnusableTask> missing = new LinkedHashMap<>();
  private final List<TaskGroup> groups = new ArrayList<>();

  GroupResolver(TaskIndex index) {
    this.index = index;
  }

  /** Keys of all tasks, by name, in order. */
  Map<String, YamlValue.Mapping> tasks() {
    return tasks;
  }

  /** Members that no file defines. */
  Map<String, UnusableTask> missing() {
    return missing;
  }

  /** The group and those within it, outer ones first. */
  List<TaskGroup> groups() {
    return groups;
  }

  void add(String name) throws TaskFileException {
    YamlValue.Mapping keys = index.groups().get(name);
    add(name, keys, nothing(keys), new LinkedHashSet<>());
  }

  private static YamlValue.Mapping nothing(YamlValue.Mapping near) {
    return new YamlValue.Mapping(Map.of(), near.place());
  }

  /**
   * Adds a group's members.
   *
   * @param overrides what groups around it say of its tasks
   * @param open groups around it
   * @return names of its tasks
   */
  private List<String> add(
      String name, YamlValue.Mapping keys, YamlValue.Mapping overrides, Set<String> open)
      throws TaskFileException {
    TaskKeys group = new TaskKeys(keys);
    if (!open.add(name)) {
      throw new TaskFileException(
          "bad_group", group.place("group"), "group '" + name + "' contains itself");
    }
    YamlValue.Mapping own =
        keys.without(KnownKeys.GROUP.toArray(String[]::new)).without("tag").with(overrides);
    int at = groups.size();
    Set<String> members = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (YamlValue member : group.list("task")) {
      member(name, member, own, open, members, all);
    }
    groups.add(
        at,
        new TaskGroup(
            name,
            group.text("group_alias", name),
            TaskResolver.version(group, "N/A"),
            List.copyOf(members),
            List.copyOf(all),
            metrics(group)));
    open.remove(name);
    return List.copyOf(all);
  }

  private void member(
      String group,
      YamlValue member,
      YamlValue.Mapping overrides,
      Set<String> open,
      Set<String> members,
      Set<String> all)
      throws TaskFileException {
    if (!(member instanceof YamlValue.Mapping entry)) {
      YamlValue.Mapping list =
          new YamlValue.Mapping(
              Map.of("task", new YamlValue.Entry(member.place(), member)), member.place());
      named(group, new TaskKeys(list).text("task", null), list, overrides, open, members, all);
      return;
    }
    TaskKeys keys = new TaskKeys(entry);
    String inner = keys.text("group", null);
    if (inner != null) {
      boolean known = index.groups().containsKey(inner);
      String name = known ? inner : group + "::" + inner;
      members.add(name);
      YamlValue.Mapping definition = known ? index.groups().get(inner) : entry;
      YamlValue.Mapping more =
          known ? overrides.with(entry.without(KnownKeys.GROUP.toArray(String[]::new))) : overrides;
      all.addAll(add(name, definition, more, open));
      return;
    }
    String name = keys.text("task", null);
    if (name == null) {
      throw new TaskFileException(
          "bad_group",
          entry.place(),
          "a member of group '" + group + "' has neither a 'task' nor a 'group'");
    }
    named(group, name, entry, overrides.with(entry.without("task")), open, members, all);
  }

  private void named(
      String group,
      String name,
      YamlValue.Mapping entry,
      YamlValue.Mapping overrides,
      Set<String> open,
      Set<String> members,
      Set<String> all)
      throws TaskFileException {
    if (index.groups().containsKey(name)) {
      members.add(name);
      all.addAll(add(name, index.groups().get(name), overrides, open));
    } else if (index.tasks().containsKey(name)) {
      members.add(name);
      all.add(name);
      tasks.put(name, index.tasks().get(name).with(overrides.without("task")));
    } else if (index.tags().containsKey(name)) {
      for (String tagged : index.tags().get(name)) {
        members.add(tagged);
        all.add(tagged);
        tasks.put(tagged, index.tasks().get(tagged).with(overrides.without("task")));
      }
    } else if (new TaskKeys(entry).has("dataset_path")
        || overrides.find("dataset_path").isPresent()) {
      String inline = group + "::" + name;
      members.add(inline);
      all.add(inline);
      tasks.put(inline, entry.with(overrides));
    } else {
      missing.put(
          name,
          new UnusableTask(
              name,
              entry.place().file(),
              "no_task",
              entry.place()
                  + ": group '"
                  + group
                  + "' names '"
                  + name
                  + "', which no file defines"));
    }
  }

  private static List<TaskGroup.AggregateMetric> metrics(TaskKeys group) throws TaskFileException {
    List<TaskGroup.AggregateMetric> metrics = new ArrayList<>();
    for (YamlValue value : group.list("aggregate_metric_list")) {
      TaskKeys entry = TaskKeys.of(value, "an entry of 'aggregate_metric_list'");
      entry.allow(KnownKeys.AGGREGATE, "an entry of 'aggregate_metric_list'");
      String metric = entry.text("metric", null);
      String aggregation = entry.text("aggregation", "mean");
      if (metric == null || !aggregation.equals("mean")) {
        throw new TaskFileException(
            "bad_value",
            entry.mapping().place(),
            "an entry of 'aggregate_metric_list' needs a 'metric', and groups have the aggregation"
                + " mean alone");
      }
      metrics.add(
          new TaskGroup.AggregateMetric(
              metric, entry.texts("filter_list"), entry.flag("weight_by_size", true)));
    }
    return metrics;
  }
}
