package dev.assay.eval.comparison;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.comparison.ComparedAnswers.WholeScore;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.ScoredItem;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares a run item by item with another, or with a reference, from their answers alone. */
public final class RunComparison {
  private final ComparedSide mine;
  private final ComparedSide others;
  private final PromptRule prompts;
  private final Map<String, ScoredTask> myTasks;
  private final Map<String, ScoredTask> otherTasks;

  /**
   * @throws AssayException of kind DATA for runs whose items do not mean the same: they read other
   *     files
   */
  public RunComparison(ComparedSide candidate, ComparedSide baseline, PromptRule prompts) {
    this.mine = candidate;
    this.others = baseline;
    this.prompts = prompts;
    this.myTasks = tasks(candidate);
    this.otherTasks = tasks(baseline);
    if (!baseline.isReference()) {
      checkSameDocuments();
    }
  }

  private static Map<String, ScoredTask> tasks(ComparedSide side) {
    Map<String, ScoredTask> tasks = new LinkedHashMap<>();
    side.scores().tasks().forEach(task -> tasks.put(task.name(), task));
    return tasks;
  }

  private void checkSameDocuments() {
    myTasks.forEach(
        (name, task) -> {
          if (otherTasks.containsKey(name)) {
            TaskSpecification other = otherTasks.get(name).task();
            task.task()
                .checkSameDocuments(
                    other, mine.scores().run().runId(), others.scores().run().runId());
          }
        });
  }

  /** Every task and group that either has, on its headline metric. */
  public List<ComparedScore> headlines() {
    Map<String, ScoredTask> tasks = new LinkedHashMap<>(otherTasks);
    tasks.keySet().removeAll(myTasks.keySet());
    List<ScoredTask> all = new ArrayList<>(myTasks.values());
    all.addAll(tasks.values());
    return compared(all).stream()
        .filter(compared -> !compared.metrics().isEmpty())
        .map(ComparedAnswers::headline)
        .toList();
  }

  /**
   * Scores, picks, log-likelihoods and texts of every task that both have, and of their groups.
   *
   * @throws AssayException of kind DATA if they have no item in common
   */
  public AnswerReport answers() {
    List<ScoredTask> shared =
        myTasks.values().stream().filter(task -> otherTasks.containsKey(task.name())).toList();
    if (shared.isEmpty()) {
      throw nothingShared(
          "task",
          String.join(", ", names(mine, myTasks))
              + " in one, "
              + String.join(", ", names(others, otherTasks))
              + " in the other");
    }
    List<String> names = shared.stream().map(ScoredTask::name).toList();
    ComparedAnswers all = compared("all", true, common(shared), names, List.of());
    if (all.answers().items() == 0) {
      LeftOut left = all.answers().leftOut();
      throw nothingShared(
          "item",
          "of %s, %d items are in the first alone, %d in the second, %d failed, %d have another prompt"
              .formatted(
                  String.join(", ", names),
                  left.onlyCandidate(),
                  left.onlyBaseline(),
                  left.failed(),
                  left.otherPrompt()));
    }
    return new AnswerReport(
        mine,
        others,
        compared(shared),
        all,
        without(names(mine, myTasks), names),
        without(names(others, otherTasks), names));
  }

  private List<ComparedAnswers> compared(List<ScoredTask> tasks) {
    List<String> names = tasks.stream().map(ScoredTask::name).toList();
    List<TaskGroup> groups =
        Stream.of(mine, others)
            .flatMap(side -> side.scores().run().groups().stream())
            .distinct()
            .filter(TaskGroup::aggregates)
            .filter(group -> group.tasks().stream().anyMatch(names::contains))
            .toList();
    List<ComparedAnswers> compared = new ArrayList<>();
    for (TaskGroup group : groups) {
      boolean outermost = groups.stream().noneMatch(g -> g.members().contains(group.name()));
      List<ScoredTask> members =
          tasks.stream().filter(task -> group.tasks().contains(task.name())).toList();
      List<ScoredMetric> metrics =
          common(members).stream()
              .filter(
                  metric ->
                      group.metrics().stream().anyMatch(m -> m.metric().equals(metric.name())))
              .toList();
      compared.add(
          compared(
              group.name(),
              outermost,
              metrics,
              members.stream().map(ScoredTask::name).toList(),
              List.of()));
    }
    for (ScoredTask task : tasks) {
      boolean outermost = groups.stream().noneMatch(group -> group.tasks().contains(task.name()));
      compared.add(
          compared(task.name(), outermost, means(task), List.of(task.name()), whole(task.name())));
    }
    return compared;
  }

  /** A task's metrics that are means over items, filter by filter. */
  private static List<ScoredMetric> means(ScoredTask task) {
    return metrics(task).stream().filter(metric -> metric.definition().averages()).toList();
  }

  private static List<ScoredMetric> metrics(ScoredTask task) {
    List<ScoredMetric> metrics = new ArrayList<>();
    for (FilterDefinition filter : task.task().scoring().filters()) {
      for (MetricDefinition metric : task.metrics()) {
        metrics.add(new ScoredMetric(filter.name(), metric));
      }
    }
    return metrics;
  }

  /** The means that all tasks list. */
  private static List<ScoredMetric> common(List<ScoredTask> tasks) {
    List<ScoredMetric> common = new ArrayList<>(means(tasks.get(0)));
    tasks.forEach(task -> common.retainAll(means(task)));
    return common;
  }

  private List<WholeScore> whole(String task) {
    Optional<ScoredTask> one = Optional.ofNullable(myTasks.get(task));
    Optional<ScoredTask> two = Optional.ofNullable(otherTasks.get(task));
    return one.or(() -> two).stream()
        .flatMap(known -> metrics(known).stream())
        .filter(metric -> !metric.definition().averages())
        .map(metric -> new WholeScore(metric, value(one, metric), value(two, metric)))
        .toList();
  }

  private static double value(Optional<ScoredTask> task, ScoredMetric metric) {
    return task.stream()
        .flatMap(known -> known.scores().stream())
        .filter(score -> score.metric().equals(metric.name()))
        .filter(score -> score.filter().equals(metric.filter()))
        .mapToDouble(TaskScore::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private ComparedAnswers compared(
      String name,
      boolean outermost,
      List<ScoredMetric> metrics,
      List<String> tasks,
      List<WholeScore> whole) {
    return new ComparedAnswers(
        name,
        outermost,
        shots(tasks),
        AnswerComparison.of(items(myTasks, tasks), items(otherTasks, tasks), metrics, prompts),
        whole);
  }

  private static List<ScoredItem> items(Map<String, ScoredTask> known, Collection<String> tasks) {
    return tasks.stream()
        .filter(known::containsKey)
        .flatMap(task -> known.get(task).scoredItems().stream())
        .toList();
  }

  private OptionalInt shots(List<String> tasks) {
    List<Integer> given =
        Stream.concat(
                myTasks.values().stream(),
                others.isReference() ? Stream.of() : otherTasks.values().stream())
            .filter(task -> tasks.contains(task.name()))
            .map(task -> task.task().shots())
            .distinct()
            .toList();
    return given.size() == 1 ? OptionalInt.of(given.get(0)) : OptionalInt.empty();
  }

  private static TreeSet<String> names(ComparedSide side, Map<String, ScoredTask> tasks) {
    TreeSet<String> names = new TreeSet<>(tasks.keySet());
    names.addAll(side.otherTasks());
    return names;
  }

  private static List<String> without(Collection<String> all, Collection<String> names) {
    return all.stream().filter(name -> !names.contains(name)).toList();
  }

  private AssayException nothingShared(String what, String cause) {
    return new AssayException(
        ErrorKind.DATA,
        mine.place() + " and " + others.place() + " have no " + what + " in common",
        cause,
        "evaluate both on the same tasks and documents, with the same solved examples");
  }
}
