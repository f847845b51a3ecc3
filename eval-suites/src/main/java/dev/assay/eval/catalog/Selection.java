package dev.assay.eval.catalog;

import java.util.List;

/**
 * What expressions selected.
 *
 * @param tasks that can be run, in order, each once
 * @param groups selected and the groups within them, outer ones first
 * @param unusable selected tasks that cannot be run, each with the reason
 */
public record Selection(
    List<SelectedTask> tasks, List<TaskGroup> groups, List<UnusableTask> unusable) {
  public Selection {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
    unusable = List.copyOf(unusable);
  }
}
