package dev.assay.eval.report;

import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order in which the reference harness prints: groups by name, each before its members, then
 * tasks of no group (lm_eval/utils.py, make_table).
 */
public final class ReportOrder {
  private final Map<String, TaskGroup> groups;
  private final Set<String> tasks;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param depth of groups around it
   */
  public record Entry(String name, int depth) {
    String indented(String alias) {
      return depth == 0 ? alias : " ".repeat(depth) + "- " + alias;
    }
  }

  private ReportOrder(RunScores scores) {
    this.groups =
        scores.run().groups().stream().collect(Collectors.toMap(TaskGroup::name, group -> group));
    this.tasks = scores.tasks().stream().map(ScoredTask::name).collect(Collectors.toSet());
  }

  public static List<Entry> of(RunScores scores) {
    ReportOrder order = new ReportOrder(scores);
    TreeSet<String> roots = new TreeSet<>(order.groups.keySet());
    order.groups.values().forEach(group -> roots.removeAll(group.members()));
    roots.forEach(root -> order.visit(root, 0));
    TreeSet<String> others = new TreeSet<>(order.tasks);
    order.entries.forEach(entry -> others.remove(entry.name()));
    others.forEach(name -> order.entries.add(new Entry(name, 0)));
    return order.entries;
  }

  private void visit(String name, int depth) {
    if (groups.containsKey(name) || tasks.contains(name)) {
      entries.add(new Entry(name, depth));
    }
    if (groups.containsKey(name)) {
      new TreeSet<>(groups.get(name).members()).forEach(member -> visit(member, depth + 1));
    }
  }
}
