package dev.assay.eval.catalog;

import java.util.List;

/**
 * Tasks reported together.
 *
 * @param name e.g. {@code mmlu_stem}
 * @param alias how tables print it, e.g. {@code stem}
 * @param version {@code metadata.version}; {@code N/A} where the file has none
 * @param members names of its tasks and groups, in the order of the file
 * @param tasks names of all tasks in it, those of member groups too, in order
 * @param metrics what is averaged over its tasks ({@code aggregate_metric_list}); empty where the
 *     group only selects
 */
public record TaskGroup(
    String name,
    String alias,
    String version,
    List<String> members,
    List<String> tasks,
    List<AggregateMetric> metrics) {
  public TaskGroup {
    members = List.copyOf(members);
    tasks = List.copyOf(tasks);
    metrics = List.copyOf(metrics);
  }

  /** The group has scores of its own. */
  public boolean aggregates() {
    return !metrics.isEmpty();
  }

  /** The same, printed by another name. */
  public TaskGroup called(String otherAlias) {
    return new TaskGroup(name, otherAlias, version, members, tasks, metrics);
  }

  /**
   * A mean over tasks.
   *
   * @param filters each averaged by itself; empty for all that the tasks have
   * @param weightBySize over all documents; else over tasks, each counting the same
   */
  public record AggregateMetric(String metric, List<String> filters, boolean weightBySize) {
    public AggregateMetric {
      filters = List.copyOf(filters);
    }
  }
}
