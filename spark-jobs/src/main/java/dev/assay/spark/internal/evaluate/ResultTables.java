package dev.assay.spark.internal.evaluate;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.metric.SubsetScore;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.request.RequestKind;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.GeneratedProgram;
import dev.assay.eval.run.ProgramCounts;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredItem;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.StoredItem;
import dev.assay.eval.run.TaskSpecification;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.evaluate.AnsweredRequests.RequestError;
import dev.assay.spark.internal.evaluate.PreparedTask.PreparedItem;
import dev.assay.spark.internal.programs.ProgramRuns;
import dev.assay.spark.internal.programs.ProgramSettings;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunRecord;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import dev.assay.spark.internal.tables.StoredVerdicts;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Writes a run's tables from its committed chunks: what was measured from the chunks themselves,
 * what follows from it by {@link RunScores}, as whoever scores the run again. The row of {@code
 * runs} is the last: it says that the others are whole.
 */
final class ResultTables {
  private final LazySession spark;
  private final ProgressListener listener;
  private final PreparedRun run;
  private final RunTables tables;
  private final CommittedChunks committed;
  private final RunTables.Fence fence;

  ResultTables(
      LazySession spark,
      PreparedRun run,
      RunTables tables,
      CommittedChunks committed,
      ProgressListener listener) {
    this.spark = spark;
    this.listener = listener;
    this.run = run;
    this.tables = tables;
    this.committed = committed;
    this.fence = new RunTables.Fence(committed.token(), committed::check);
  }

  EvaluateWork.Published write() {
    String runId = run.specification().runId();
    AnsweredRequests answered = new AnsweredRequests(committed.rows(RequestRows.SCHEMA));
    tables.write(runId, Table.SAMPLES, answered.samples(runId), fence);
    List<StoredItem> items = new ArrayList<>();
    for (PreparedTask task : run.tasks()) {
      task.items().forEach(item -> items.add(stored(item, answered)));
    }
    // Read back: scores are those of the table, not of what was meant to be in it.
    List<AnsweredItem> answers = StoredRun.answers(items, StoredRun.samples(tables, runId));
    run.settings().programsToRun().ifPresent(programs -> runPrograms(programs, answers));
    StoredVerdicts verdicts = StoredVerdicts.of(tables, runId);
    RunScores scores = RunScores.of(run.specification(), verdicts.of(answers));
    tables.write(runId, Table.ITEMS, items(scores, items), fence);
    tables.write(runId, Table.SCORES, scores(scores), fence);
    List<Sharing> sharing =
        run.tasks().stream().map(task -> answered.sharing(task.name())).toList();
    tables.write(
        runId, Table.SUMMARY, summary(scores, byName(sharing), verdicts.sandboxes()), fence);
    List<Row> subsets = subsets(scores);
    if (!subsets.isEmpty()) {
      tables.write(runId, Table.SUBSETS, subsets, fence);
    }
    if (run.settings().details().harnessFiles()) {
      LoggedRun.of(run, scores).write(tables, committed.seconds(), fence);
    }
    tables.write(
        new RunRecord(
            run.model(),
            run.settings().execution().replica(),
            scores,
            sharing.stream().mapToLong(Sharing::computedTokens).sum(),
            sharing.stream().mapToLong(Sharing::tokensWithoutSharing).sum(),
            committed.seconds()),
        fence);
    return new EvaluateWork.Published(scores, sharing);
  }

  private void runPrograms(ProgramSettings settings, List<AnsweredItem> answers) {
    String runId = run.specification().runId();
    List<GeneratedProgram> programs = GeneratedProgram.of(run.specification(), answers);
    tables.write(
        runId,
        Table.VERDICTS,
        ProgramRuns.run(spark.session(), settings, runId, programs, listener),
        fence);
  }

  private List<Row> items(RunScores scores, List<StoredItem> stored) {
    Map<String, ScoredItem> scored = new HashMap<>();
    for (ScoredTask task : scores.tasks()) {
      task.scoredItems()
          .forEach(item -> scored.put(item.item().task() + " " + item.item().docId(), item));
    }
    List<Row> rows = new ArrayList<>();
    int at = 0;
    for (PreparedTask task : run.tasks()) {
      for (PreparedItem item : task.items()) {
        StoredItem one = stored.get(at++);
        rows.add(
            item(
                run.specification().runId(),
                item,
                one,
                scored.get(one.task() + " " + one.docId()),
                run.settings().details().prompts()));
      }
    }
    return rows;
  }

  private Map<String, Sharing> byName(List<Sharing> sharing) {
    Map<String, Sharing> byName = new HashMap<>();
    sharing.forEach(one -> byName.put(one.name(), one));
    Sharing.of(run.settings().groups(), sharing).forEach(one -> byName.put(one.name(), one));
    return byName;
  }

  /** What is known of a prepared item once its requests were answered. */
  private static StoredItem stored(PreparedItem item, AnsweredRequests answered) {
    String task = item.item().task();
    int docId = item.item().docId();
    AskedItem asked = item.item() instanceof AskedItem question ? question : null;
    String code = item.errorCode();
    String message = item.errorMessage();
    RequestError error = code == null ? answered.error(task, docId) : null;
    String prompt = item.prompt();
    return new StoredItem(
        task,
        docId,
        asked == null ? null : RequestKind.of(asked.request()),
        prompt == null ? null : Sha256.of(prompt),
        asked == null ? null : asked.reference(),
        error == null && code == null && item.encoded().truncated(),
        error == null ? code : error.code(),
        error == null ? message : error.message());
  }

  /**
   * @param prompts the prompts are among the columns
   */
  private static Row item(
      String runId, PreparedItem item, StoredItem stored, ScoredItem scored, boolean prompts) {
    TableRow row =
        new TableRow(Table.ITEMS)
            .with("run_id", runId)
            .with("task", stored.task())
            .with("doc_id", stored.docId())
            .with("request", stored.kind() == null ? null : stored.kind().toString())
            .with("context_hash", stored.promptDigest())
            .with("prompt", prompts ? item.prompt() : null)
            .with("error_code", stored.errorCode())
            .with("error_message", stored.errorMessage());
    if (scored.item().response() instanceof Response.Failure failure) {
      row.with("error_code", failure.code()).with("error_message", failure.message());
    }
    if (item.errorCode() == null) {
      row.with("context_tokens", item.encoded().contextTokens())
          .with("truncated_tokens", item.encoded().truncatedTokens())
          .with("dropped_shots", item.encoded().droppedShots());
    }
    Reference reference = stored.reference();
    if (reference != null) {
      row.with("reference", reference.json());
    }
    if (reference instanceof Reference.RightChoices right && !right.indices().isEmpty()) {
      row.with("target", right.indices().get(0));
      Integer picked = scored.scores().isEmpty() ? null : scored.scores().get(0).picked();
      row.with("picked", picked)
          .with("correct", picked == null ? null : right.indices().contains(picked));
    }
    return row.row();
  }

  /** One per item that was scored, filter and metric. */
  static List<Row> scores(RunScores run) {
    List<Row> rows = new ArrayList<>();
    for (ScoredTask task : run.tasks()) {
      for (int i = 0; i < task.items().size(); i++) {
        AnsweredItem item = task.items().get(i);
        for (ItemScores scores : task.itemScores().get(i)) {
          for (MetricValue value : scores.values()) {
            rows.add(
                new TableRow(Table.SCORES)
                    .with("run_id", run.run().runId())
                    .with("task", task.name())
                    .with("task_version", task.task().version())
                    .with("doc_id", item.docId())
                    .with("metric", value.metric())
                    .with("value", number(value.value().value()))
                    .with("filter", scores.filter())
                    .with("weight", (int) value.value().weight())
                    .with("completion_values", completions(value.value()))
                    .row());
          }
        }
      }
    }
    return rows;
  }

  /**
   * One per task or group, filter and metric.
   *
   * @param sandboxes by task
   */
  static List<Row> summary(
      RunScores run, Map<String, Sharing> sharing, Map<String, String> sandboxes) {
    Map<String, ProgramCounts> programs = new HashMap<>();
    run.tasks()
        .forEach(task -> task.programs().ifPresent(counts -> programs.put(task.name(), counts)));
    Map<String, TaskSpecification> tasks = new HashMap<>();
    Map<String, String> versions = new HashMap<>();
    run.run().groups().forEach(group -> versions.put(group.name(), group.version()));
    for (TaskSpecification task : run.run().tasks()) {
      tasks.put(task.name(), task);
      versions.put(task.name(), task.version());
    }
    List<Row> rows = new ArrayList<>();
    for (TaskScore score : run.all()) {
      Sharing shared = sharing.get(score.task());
      TaskSpecification task = tasks.get(score.task());
      TableRow row =
          new TableRow(Table.SUMMARY)
              .with("run_id", run.run().runId())
              .with("task", score.task())
              .with("metric", score.metric())
              .with("filter", score.filter())
              .with("value", number(score.value()))
              .with("stderr", number(score.standardError()))
              .with("n", score.n())
              .with("n_failed", score.failed())
              .with("n_truncated", score.truncated())
              .with("n_ties", score.ties())
              .with("n_shot", task == null ? null : task.shots())
              .with("task_version", versions.get(score.task()))
              .with("higher_is_better", score.higherIsBetter())
              .with("tokens_computed", shared.computedTokens())
              .with("tokens_without_sharing", shared.tokensWithoutSharing());
      if (programs.get(score.task()) != null) {
        ProgramCounts counts = programs.get(score.task());
        row.with("programs_passed", counts.passed())
            .with("programs_failed", counts.failed())
            .with("programs_timed_out", counts.timedOut())
            .with("programs_not_started", counts.notStarted())
            .with("programs_not_run", counts.notRun())
            .with("sandbox", sandboxes.get(score.task()));
      }
      rows.add(row.row());
    }
    return rows;
  }

  /** One per part of a task's items, filter and metric. */
  private static List<Row> subsets(RunScores run) {
    List<Row> rows = new ArrayList<>();
    for (SubsetScore subset : run.subsets()) {
      TaskScore score = subset.score();
      rows.add(
          new TableRow(Table.SUBSETS)
              .with("run_id", run.run().runId())
              .with("task", score.task())
              .with("trait", subset.trait())
              .with("subset", subset.subset())
              .with("metric", score.metric())
              .with("filter", score.filter())
              .with("value", number(score.value()))
              .with("stderr", number(score.standardError()))
              .with("n", score.n())
              .with("n_failed", score.failed())
              .with("higher_is_better", score.higherIsBetter())
              .row());
    }
    return rows;
  }

  /** An array, as Spark takes it; null where the value has none. */
  private static Double[] completions(ItemValue value) {
    return value instanceof ItemValue.Portion portion && !portion.scores().isEmpty()
        ? portion.scores().stream().map(ResultTables::number).toArray(Double[]::new)
        : null;
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
