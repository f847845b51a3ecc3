package dev.assay.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.error.NearestNames;
import dev.assay.eval.outcome.AnsweredItem;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.RunScores.RunTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads the tables of complete runs. */
final class StoredRuns {
  private final SparkSession spark;
  private final String output;
  private final Map<String, Row> runs = new HashMap<>();

  StoredRuns(SparkSession spark, String output) {
    this.spark = spark;
    this.output = output;
  }

  /** Ids of the complete runs. */
  List<String> ids() {
    Path runs = Table.RUNS.path(output);
    try {
      FileSystem files = runs.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!files.exists(runs)) {
        return List.of();
      }
      String prefix = Table.RUN_ID + "=";
      return Arrays.stream(files.listStatus(runs))
          .map(folder -> folder.getPath().getName())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .filter(this::isComplete)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isComplete(String runId) {
    return exists(new Path(Table.RUNS.path(output, runId), "_SUCCESS"));
  }

  /** The row of a run. */
  Row run(String runId) {
    if (!isComplete(runId)) {
      List<String> known = ids();
      throw new AssayException(
          ErrorKind.USAGE,
          "there is no complete run '" + runId + "' in " + output,
          known.isEmpty() ? "no run is there" : "there are " + String.join(", ", known),
          NearestNames.suggestion(runId, known, "give the id of one of the runs there"));
    }
    // A complete run never changes.
    return runs.computeIfAbsent(runId, id -> of(Table.RUNS, id).collectAsList().get(0));
  }

  /** What a run was made of. */
  RunContent content(String runId) {
    Row run = run(runId);
    try {
      return RunContent.parse(run.getString(run.fieldIndex("content")));
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the content of run " + runId + " cannot be read",
          e.getOriginalMessage(),
          "use the version of Assay that wrote it",
          e);
    }
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

  private static TaskDefinition unchanged(RunContent.Task task, TaskDefinition definition) {
    if (definition == null || !definition.fingerprint().equals(task.fingerprint())) {
      throw new AssayException(
          ErrorKind.DATA,
          "task " + task.name() + " is not what it was when the run was made",
          "its definition has another fingerprint than " + task.fingerprint(),
          "use the version of Assay that made the run");
    }
    return definition;
  }

  /** The groups that a run reports, outer ones first. */
  List<TaskGroup> groups(RunContent content) {
    Set<String> summarised =
        of(Table.SUMMARY, content.runId()).select(Table.TASK).collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    return TaskCatalog.standard().groups().stream()
        .filter(group -> summarised.contains(group.name()))
        .toList();
  }

  /** The run's rows of a table. */
  Dataset<Row> of(Table table, String runId) {
    return spark
        .read()
        .schema(table.schema())
        .option("basePath", table.path(output).toString())
        .parquet(table.path(output, runId).toString());
  }

  /** A run's scores, computed again from the tables {@code items} and {@code samples} alone. */
  RunScores scores(RunContent content, List<SelectedTask> tasks, List<TaskGroup> groups) {
    Row run = run(content.runId());
    Map<String, List<AnsweredItem>> answers = answers(content.runId());
    List<RunTask> runTasks = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      RunContent.Task task = content.tasks().get(i);
      List<ItemOutcome> measured =
          answers.getOrDefault(task.name(), List.of()).stream().map(AnsweredItem::outcome).toList();
      runTasks.add(new RunTask(tasks.get(i), task.documents(), task.files(), measured));
    }
    return RunScores.of(run.getString(run.fieldIndex("model")), content, runTasks, groups);
  }

  /** What sharing saved in every task of a run, in its order. */
  List<Sharing> sharing(RunContent content) {
    Map<String, Sharing> byName =
        of(Table.SUMMARY, content.runId())
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
    of(Table.SAMPLES, runId)
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
    of(Table.ITEMS, runId)
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

  private boolean exists(Path path) {
    try {
      return path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
