package dev.assay.spark.internal.evaluate;

import dev.assay.eval.catalog.TaskGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * What sharing saved in a task or group.
 *
 * @param computedTokens tokens that went through the layers
 * @param tokensWithoutSharing tokens of one forward pass per distinct sequence that is read within
 *     an item
 */
public record Sharing(String name, long computedTokens, long tokensWithoutSharing) {

  /** Of groups: the sums of their tasks. */
  static List<Sharing> of(List<TaskGroup> groups, List<Sharing> tasks) {
    return groups.stream().map(group -> of(group, tasks)).toList();
  }

  private static Sharing of(TaskGroup group, List<Sharing> tasks) {
    List<Sharing> members = tasks.stream().filter(t -> group.tasks().contains(t.name())).toList();
    return new Sharing(
        group.name(),
        members.stream().mapToLong(Sharing::computedTokens).sum(),
        members.stream().mapToLong(Sharing::tokensWithoutSharing).sum());
  }

  /** Of the groups and tasks, those that no group counts in itself: together they are the run. */
  static List<Sharing> outermost(List<TaskGroup> groups, List<Sharing> tasks) {
    List<Sharing> outermost = new ArrayList<>();
    for (TaskGroup group : groups) {
      if (groups.stream().noneMatch(outer -> outer.members().contains(group.name()))) {
        outermost.add(of(group, tasks));
      }
    }
    for (Sharing task : tasks) {
      if (groups.stream().noneMatch(group -> group.tasks().contains(task.name()))) {
        outermost.add(task);
      }
    }
    return outermost;
  }
}
