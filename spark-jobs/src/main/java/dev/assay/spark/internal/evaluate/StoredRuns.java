package dev.assay.spark.internal.evaluate;

import dev.assay.eval.outcome.AnsweredItem;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.internal.evaluate.RunScores.RunTask;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TaskContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Reads the tables of complete runs whose answers were chosen. */
final class StoredRuns {
  private final RunTables tables;

  StoredRuns(RunTables tables) {
    this.tables = tables;
  }

  /** What a run was made of. */
  RunContent content(String runId) {
    return tables.content(runId, RunContent.class);
  }

  /** The definitions of a run's tasks, which must be what they were when it was made. */
  static List<SelectedTask> tasks(RunContent content) {
    Map<String, TaskDefinition> definitions =
        TaskCatalog.standard().tasks().stream()
            .collect(Collectors.toMap(TaskDefinition::name, definition -> definition));
    return content.tasks().stream()
        .map(task -> new SelectedTask(unchanged(task, definitions.get(task.name())), task.shots()))
        .toList();
  }

  private static TaskDefinition unchanged(TaskContent task, TaskDefinition definition) {
    task.checkUnchanged(definition == null ? null : definition.fingerprint());
    return definition;
  }

  /** The groups that a run reports, outer ones first. */
  List<TaskGroup> groups(RunContent content) {
    Set<String> summarised =
        tables.of(Table.SUMMARY, content.runId()).select(Table.TASK).collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    return TaskCatalog.standard().groups().stream()
        .filter(group -> summarised.contains(group.name()))
        .toList();
  }

  /** A run's scores, computed again from the tables {@code items} and {@code samples} alone. */
  RunScores scores(RunContent content, List<SelectedTask> tasks, List<TaskGroup> groups) {
    Row run = tables.run(content.runId());
    Map<String, List<AnsweredItem>> answers = answers(content.runId());
    List<RunTask> runTasks = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      TaskContent task = content.tasks().get(i);
      List<ItemOutcome> measured =
          answers.getOrDefault(task.name(), List.of()).stream().map(AnsweredItem::outcome).toList();
      runTasks.add(new RunTask(tasks.get(i), task.documents(), task.files(), measured));
    }
    return RunScores.of(run.getString(run.fieldIndex("model")), content, runTasks, groups);
  }

  /** What sharing saved in every task of a run, in its order. */
  List<Sharing> sharing(RunContent content) {
    Map<String, Sharing> byName =
        tables
            .of(Table.SUMMARY, content.runId())
            .select("task", "tokens_computed", "tokens_without_sharing")
            .collectAsList()
            .stream()
            .map(row -> new Sharing(row.getString(0), row.getLong(1), row.getLong(2)))
            .distinct()
            .collect(Collectors.toMap(Sharing::name, one -> one));
    return content.tasks().stream().map(task -> byName.get(task.name())).toList();
  }

  /**
   * The answers of a run by task, in document order. The driver holds the rows anyway: it sorts
   * them, and spares Spark a shuffle.
   */
  Map<String, List<AnsweredItem>> answers(String runId) {
    Map<String, Map<Integer, List<ChoiceOutcome>>> choices = new HashMap<>();
    tables
        .of(Table.SAMPLES, runId)
        .select(
            "task",
            "doc_id",
            "choice",
            "log_likelihood",
            "greedy",
            "tokens",
            "code_points",
            "bytes")
        .collectAsList()
        .stream()
        .sorted(Comparator.comparingInt(row -> row.getInt(2)))
        .forEach(
            row ->
                choices
                    .computeIfAbsent(row.getString(0), task -> new HashMap<>())
                    .computeIfAbsent(row.getInt(1), docId -> new ArrayList<>())
                    .add(
                        new ChoiceOutcome(
                            row.getDouble(3),
                            row.getBoolean(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getInt(7))));
    Map<String, List<AnsweredItem>> answers = new TreeMap<>();
    tables
        .of(Table.ITEMS, runId)
        .select(
            "task",
            "doc_id",
            "target",
            "error_code",
            "truncated_tokens",
            "dropped_shots",
            "context_hash")
        .collectAsList()
        .stream()
        .sorted(Comparator.comparingInt(row -> row.getInt(1)))
        .forEach(
            row ->
                answers
                    .computeIfAbsent(row.getString(0), task -> new ArrayList<>())
                    .add(
                        new AnsweredItem(
                            row.getString(6),
                            outcome(row, choices.getOrDefault(row.getString(0), Map.of())))));
    return answers;
  }

  private static ItemOutcome outcome(Row item, Map<Integer, List<ChoiceOutcome>> choices) {
    boolean scored = item.isNullAt(3);
    return new ItemOutcome(
        item.getString(0),
        item.getInt(1),
        item.isNullAt(2) ? -1 : item.getInt(2),
        scored ? choices.getOrDefault(item.getInt(1), List.of()) : List.of(),
        item.getString(3),
        scored && (item.getInt(4) > 0 || item.getInt(5) > 0));
  }
}
