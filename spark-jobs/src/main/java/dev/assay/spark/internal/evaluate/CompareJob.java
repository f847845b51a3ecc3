package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.comparison.AnswerComparison;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.TaskContent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Compares a run item by item with another, or with what the reference harness logged, from tables
 * and logs alone.
 */
public final class CompareJob {
  private final AnsweredRun mine;
  private final AnsweredRun others;
  private final PromptRule prompts;

  private CompareJob(AnsweredRun mine, AnsweredRun others, PromptRule prompts) {
    this.mine = mine;
    this.others = others;
    this.prompts = prompts;
    if (others.content() != null) {
      checkSameData();
    }
  }

  /**
   * Of two runs.
   *
   * @throws AssayException of kind USAGE for an unknown run; of kind DATA for runs whose items do
   *     not mean the same: they read other files, or a definition has changed since
   */
  public static CompareJob ofRuns(
      SparkSession spark, RunFolder candidate, RunFolder baseline, PromptRule prompts) {
    return new CompareJob(
        AnsweredRun.stored(spark, candidate), AnsweredRun.stored(spark, baseline), prompts);
  }

  /**
   * Of a run and logged answers.
   *
   * @param files {@link dev.assay.eval.harness.HarnessAnswers}
   * @throws AssayException as {@link #ofRuns}; of kind DATA for files that are no such log
   */
  public static CompareJob withReference(
      SparkSession spark, RunFolder candidate, List<Path> files, PromptRule prompts) {
    AnsweredRun mine = AnsweredRun.stored(spark, candidate);
    return new CompareJob(mine, AnsweredRun.logged(files, mine), prompts);
  }

  /** Every task and group that either has, on its headline metric. */
  public RunComparison headlines() {
    List<SelectedTask> tasks = new ArrayList<>(mine.tasks());
    for (SelectedTask task : others.tasks()) {
      if (tasks.stream().noneMatch(one -> name(one).equals(name(task)))) {
        tasks.add(task);
      }
    }
    return new RunComparison(
        mine.side().place(),
        others.side().place(),
        compared(tasks).stream().map(ComparedAnswers::headline).toList());
  }

  /**
   * Scores, picks and log-likelihoods of every task that both have, and of their groups.
   *
   * @throws AssayException of kind DATA if they have no item in common
   */
  public AnswerReport answers() {
    List<SelectedTask> shared =
        mine.tasks().stream().filter(task -> others.answers().containsKey(name(task))).toList();
    List<String> names = shared.stream().map(CompareJob::name).toList();
    if (names.isEmpty()) {
      throw nothingShared("task", tasks(mine) + " in one, " + tasks(others) + " in the other");
    }
    ComparedAnswers all = compared("all", true, common(shared), names);
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
        mine.side(),
        others.side(),
        compared(shared),
        all,
        without(mine, names),
        without(others, names));
  }

  private List<ComparedAnswers> compared(List<SelectedTask> tasks) {
    List<String> names = tasks.stream().map(CompareJob::name).toList();
    List<TaskGroup> groups =
        Stream.of(mine, others)
            .flatMap(run -> run.groups().stream())
            .distinct()
            .filter(TaskGroup::aggregates)
            .filter(group -> group.tasks().stream().anyMatch(names::contains))
            .toList();
    List<ComparedAnswers> compared = new ArrayList<>();
    for (TaskGroup group : groups) {
      boolean outermost = groups.stream().noneMatch(g -> g.members().contains(group.name()));
      compared.add(
          compared(
              group.name(),
              outermost,
              group.metrics(),
              group.tasks().stream().filter(names::contains).toList()));
    }
    for (SelectedTask task : tasks) {
      boolean outermost = groups.stream().noneMatch(group -> group.tasks().contains(name(task)));
      compared.add(
          compared(name(task), outermost, task.definition().metrics(), List.of(name(task))));
    }
    return compared;
  }

  /** The metrics that all tasks list; where there is none, what everything can be measured by. */
  private static List<MetricDefinition> common(List<SelectedTask> tasks) {
    List<MetricDefinition> common = new ArrayList<>(tasks.get(0).definition().metrics());
    tasks.forEach(task -> common.retainAll(task.definition().metrics()));
    return common.isEmpty() ? List.of(new MetricDefinition(Metric.ACC, true)) : common;
  }

  private ComparedAnswers compared(
      String name, boolean outermost, List<MetricDefinition> metrics, List<String> tasks) {
    return new ComparedAnswers(
        name,
        outermost,
        shots(tasks),
        AnswerComparison.of(mine.of(tasks), others.of(tasks), metrics, prompts));
  }

  private OptionalInt shots(List<String> tasks) {
    List<Integer> given =
        Stream.of(mine, others)
            .flatMap(run -> run.tasks().stream())
            .filter(task -> tasks.contains(name(task)))
            .map(SelectedTask::shots)
            .distinct()
            .toList();
    return given.size() == 1 ? OptionalInt.of(given.get(0)) : OptionalInt.empty();
  }

  private static String name(SelectedTask task) {
    return task.definition().name();
  }

  private static List<String> without(AnsweredRun run, Collection<String> names) {
    return new TreeSet<>(run.answers().keySet())
        .stream().filter(name -> !names.contains(name)).toList();
  }

  private static String tasks(AnsweredRun run) {
    return String.join(", ", new TreeSet<>(run.answers().keySet()));
  }

  private AssayException nothingShared(String what, String cause) {
    return new AssayException(
        ErrorKind.DATA,
        mine.side().place() + " and " + others.side().place() + " have no " + what + " in common",
        cause,
        "evaluate both on the same tasks and documents, with the same solved examples");
  }

  private void checkSameData() {
    Map<String, TaskContent> theirs = new LinkedHashMap<>();
    others.content().tasks().forEach(task -> theirs.put(task.name(), task));
    for (TaskContent task : mine.content().tasks()) {
      if (theirs.containsKey(task.name())) {
        task.checkSameDocuments(
            theirs.get(task.name()), mine.content().runId(), others.content().runId());
      }
    }
  }
}
