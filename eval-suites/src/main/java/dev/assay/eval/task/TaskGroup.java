package dev.assay.eval.task;

import java.util.List;

/**
 * Tasks reported together.
 *
 * @param name e.g. {@code mmlu_stem}
 * @param alias how tables print it, e.g. {@code stem}
 * @param version of the group's definition
 * @param members names of its tasks and groups, in the order of their definition
 * @param tasks names of all tasks in it, those of member groups too, in order
 * @param metrics what is averaged over the questions of all its tasks; empty where the group only
 *     selects
 */
public record TaskGroup(
    String name,
    String alias,
    String version,
    List<String> members,
    List<String> tasks,
    List<MetricDefinition> metrics) {
  public TaskGroup {
    members = List.copyOf(members);
    tasks = List.copyOf(tasks);
    metrics = List.copyOf(metrics);
  }

  /** The group has scores of its own. */
  public boolean aggregates() {
    return !metrics.isEmpty();
  }
}
