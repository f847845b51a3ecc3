package dev.assay.eval.run;

import dev.assay.eval.metric.SubsetScore;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.response.AnsweredItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The scores of a run, from its specification and its answers alone: no model, no data, no task
 * files. Whoever evaluates, scores again or compares asks here.
 *
 * @param groups scores of the run's groups, in its order
 */
public record RunScores(RunSpecification run, List<ScoredTask> tasks, List<TaskScore> groups) {
  public RunScores {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
  }

  /**
   * @param items of all tasks, in any order
   */
  public static RunScores of(RunSpecification run, List<AnsweredItem> items) {
    Map<String, List<AnsweredItem>> byTask =
        items.stream()
            .sorted(Comparator.comparingInt(AnsweredItem::docId))
            .collect(Collectors.groupingBy(AnsweredItem::task));
    List<ScoredTask> tasks =
        run.tasks().stream()
            .map(task -> ScoredTask.of(task, byTask.getOrDefault(task.name(), List.of())))
            .toList();
    return ofTasks(run, tasks);
  }

  /** With scores of the run's groups, which follow from those of its tasks. */
  public static RunScores ofTasks(RunSpecification run, List<ScoredTask> tasks) {
    List<TaskScore> scores = tasks.stream().flatMap(task -> task.scores().stream()).toList();
    List<TaskScore> groups = new ArrayList<>();
    run.groups().forEach(group -> groups.addAll(GroupScores.of(group, scores)));
    return new RunScores(run, tasks, groups);
  }

  /** Of tasks, then of groups. */
  public List<TaskScore> all() {
    List<TaskScore> all = new ArrayList<>();
    tasks.forEach(task -> all.addAll(task.scores()));
    all.addAll(groups);
    return all;
  }

  /** Of parts of tasks, by traits of their prompts. */
  public List<SubsetScore> subsets() {
    return tasks.stream().flatMap(task -> task.subsets().stream()).toList();
  }

  public long items() {
    return tasks.stream().mapToLong(task -> task.items().size()).sum();
  }

  public long failed() {
    return tasks.stream().mapToLong(ScoredTask::failed).sum();
  }

  public long truncated() {
    return tasks.stream().mapToLong(ScoredTask::truncated).sum();
  }
}
