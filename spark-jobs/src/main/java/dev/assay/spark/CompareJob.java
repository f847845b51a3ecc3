package dev.assay.spark;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Compares two runs item by item, from their tables alone. Every task and group is compared on its
 * headline metric.
 */
public final class CompareJob {
  private final StoredRuns stored;
  private final String candidate;
  private final String baseline;

  /**
   * @param output folder of the tables of both runs
   * @param candidate id of a run
   * @param baseline id of the run it is compared with
   */
  public CompareJob(SparkSession spark, String output, String candidate, String baseline) {
    this.stored = new StoredRuns(spark, output);
    this.candidate = candidate;
    this.baseline = baseline;
  }

  /**
   * @throws AssayException of kind USAGE for an unknown run; of kind DATA for runs whose items do
   *     not mean the same: they read other files, or a definition has changed since
   */
  public RunComparison run() {
    RunContent mine = stored.content(candidate);
    RunContent others = stored.content(baseline);
    checkSameData(mine, others);
    Map<String, SelectedTask> tasks = new LinkedHashMap<>();
    Map<String, Set<Integer>> shots = new LinkedHashMap<>();
    for (RunContent content : List.of(mine, others)) {
      for (SelectedTask task : StoredRuns.tasks(content)) {
        tasks.putIfAbsent(task.definition().name(), task);
        shots
            .computeIfAbsent(task.definition().name(), name -> new LinkedHashSet<>())
            .add(task.shots());
      }
    }
    List<TaskGroup> groups =
        Stream.of(mine, others)
            .flatMap(content -> stored.groups(content).stream())
            .distinct()
            .filter(TaskGroup::aggregates)
            .toList();
    Comparison comparison =
        new Comparison(
            groups,
            shots,
            StoredResults.read(stored, candidate),
            StoredResults.read(stored, baseline));
    List<ComparedScore> scores = new ArrayList<>();
    groups.forEach(group -> scores.add(comparison.of(group)));
    tasks.values().forEach(task -> scores.add(comparison.of(task)));
    return new RunComparison(candidate, baseline, scores);
  }

  private record Comparison(
      List<TaskGroup> groups,
      Map<String, Set<Integer>> shots,
      StoredResults mine,
      StoredResults others) {

    ComparedScore of(TaskGroup group) {
      boolean outermost = groups.stream().noneMatch(g -> g.members().contains(group.name()));
      return of(group.name(), outermost, group.metrics(), group.tasks());
    }

    ComparedScore of(SelectedTask task) {
      String name = task.definition().name();
      boolean outermost = groups.stream().noneMatch(group -> group.tasks().contains(name));
      return of(name, outermost, task.definition().metrics(), List.of(name));
    }

    private ComparedScore of(
        String name, boolean outermost, List<MetricDefinition> listed, List<String> tasks) {
      MetricDefinition metric = MetricDefinition.headline(listed);
      String label = metric.metric().label();
      PairedComparison paired =
          PairedComparison.of(
              mine.of(tasks, label), others.of(tasks, label), metric.higherIsBetter());
      List<Integer> given =
          tasks.stream()
              .flatMap(task -> shots.getOrDefault(task, Set.of()).stream())
              .distinct()
              .toList();
      OptionalInt common = given.size() == 1 ? OptionalInt.of(given.get(0)) : OptionalInt.empty();
      return new ComparedScore(name, outermost, common, metric, paired);
    }
  }

  /** Items are matched by their numbers, which mean something within the same documents only. */
  private void checkSameData(RunContent mine, RunContent others) {
    for (RunContent.Task task : mine.tasks()) {
      for (RunContent.Task other : others.tasks()) {
        if (other.name().equals(task.name())) {
          checkSame(task, other);
        }
      }
    }
  }

  private void checkSame(RunContent.Task task, RunContent.Task other) {
    if (task.documents() != other.documents()) {
      throw otherData(task, task.documents() + " documents in one, " + other.documents());
    }
    for (DataFile file : task.files()) {
      for (DataFile same : other.files()) {
        if (same.path().equals(file.path()) && !same.sha256().equals(file.sha256())) {
          throw otherData(
              task, file.path() + " has sha256 " + file.sha256() + " in one, " + same.sha256());
        }
      }
    }
  }

  private AssayException otherData(RunContent.Task task, String difference) {
    return new AssayException(
        ErrorKind.DATA,
        "runs " + candidate + " and " + baseline + " cannot be compared on " + task.name(),
        difference + " in the other",
        "evaluate both models on the same files");
  }
}
