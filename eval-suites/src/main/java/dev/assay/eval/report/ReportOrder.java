package dev.assay.eval.report;

import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The reference harness's order of rows: groups as trees, names sorted, then tasks of no group. */
final class ReportOrder {
  private final Map<String, TaskGroup> groups;
  private final Map<String, ReportedTask> tasks;
  private final List<Entry> entries = new ArrayList<>();

  /** A row's task or group and how deep it lies. */
  record Entry(String name, int depth) {
    String indented(String alias) {
      return depth == 0 ? alias : " ".repeat(depth) + "- " + alias;
    }
  }

  private ReportOrder(EvaluationReport report) {
    this.groups = report.groups().stream().collect(Collectors.toMap(TaskGroup::name, g -> g));
    this.tasks =
        report.tasks().stream().collect(Collectors.toMap(ReportedTask::name, task -> task));
  }

  static List<Entry> of(EvaluationReport report) {
    ReportOrder order = new ReportOrder(report);
    TreeSet<String> roots = new TreeSet<>(order.groups.keySet());
    order.groups.values().forEach(group -> roots.removeAll(group.members()));
    roots.forEach(root -> order.visit(root, 0));
    TreeSet<String> others = new TreeSet<>(order.tasks.keySet());
    order.entries.forEach(entry -> others.remove(entry.name()));
    others.forEach(name -> order.entries.add(new Entry(name, 0)));
    return order.entries;
  }

  private void visit(String name, int depth) {
    if (groups.containsKey(name) || tasks.containsKey(name)) {
      entries.add(new Entry(name, depth));
    }
    if (groups.containsKey(name)) {
      new TreeSet<>(groups.get(name).members()).forEach(member -> visit(member, depth + 1));
    }
  }
}
