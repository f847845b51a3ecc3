package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.GeneratedProgram;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.chunks.RunLock;
import dev.assay.spark.internal.chunks.WorkFolder;
import dev.assay.spark.internal.programs.ProgramRuns;
import dev.assay.spark.internal.programs.ProgramSettings;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import dev.assay.spark.internal.tables.StoredVerdicts;
import dev.assay.spark.internal.tables.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The programs of a complete run, run (again): its answers stay as they are, and so does its id;
 * verdicts and what follows from them are replaced.
 */
public final class StoredPrograms {
  private final LazySession spark;
  private final String output;
  private final String runId;
  private final ProgramSettings settings;
  private final RunTables tables;
  private final StoredRun run;
  private final List<AnsweredItem> answers;
  private final List<GeneratedProgram> programs;

  /**
   * @throws AssayException of kind USAGE where there is no such run
   */
  public StoredPrograms(LazySession spark, String output, String runId, ProgramSettings settings) {
    this.spark = spark;
    this.output = output;
    this.runId = runId;
    this.settings = settings;
    this.tables = new RunTables(spark, output);
    this.run = new StoredRun(tables, runId);
    this.answers = run.answers();
    this.programs = GeneratedProgram.of(run.specification(), answers);
  }

  /** Mends a run whose tables were being replaced when the driver died. */
  public static void restore(LazySession spark, String output, String runId) {
    RunTables tables = new RunTables(spark, output);
    if (tables.isTorn(runId)) {
      try (RunLock lock = RunLock.take(work(spark, output, runId))) {
        lock.check();
        tables.restore(runId);
      }
    }
  }

  private static WorkFolder work(LazySession spark, String output, String runId) {
    return WorkFolder.of(spark.hadoop(), output, Table.RUN_ID + "=" + runId);
  }

  public int count() {
    return programs.size();
  }

  /** Of some program it is not known what becomes of it. */
  boolean haveNoVerdicts() {
    StoredVerdicts verdicts = run.verdicts();
    return programs.stream()
        .anyMatch(
            program ->
                !verdicts
                    .byItem()
                    .getOrDefault(program.task() + " " + program.docId(), Map.of())
                    .containsKey(program.digest()));
  }

  /**
   * Runs them and writes the run's tables of verdicts and scores. A driver that ends meanwhile
   * leaves tables of which {@code rescore} says that they differ; the same again mends them.
   *
   * @throws AssayException of kind USAGE where there are none, or they cannot be confined; of kind
   *     OUTPUT where another driver works at the run
   */
  public RunScores run(ProgressListener listener) {
    if (programs.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "run " + runId + " has no programs to run",
          "no task of it has scores that need verdicts",
          "leave --confirm_run_unsafe_code out");
    }
    ProgramRuns.check(spark.session(), settings);
    WorkFolder work = work(spark, output, runId);
    RunScores scores;
    try (RunLock lock = RunLock.take(work)) {
      RunTables.Fence fence = new RunTables.Fence(lock.token(), lock::check);
      tables.write(
          runId,
          Table.VERDICTS,
          ProgramRuns.run(spark.session(), settings, runId, programs, listener),
          fence);
      scores = write(fence);
    }
    work.remove();
    return scores;
  }

  private RunScores write(RunTables.Fence fence) {
    StoredVerdicts verdicts = run.verdicts();
    RunScores scores = RunScores.of(run.specification(), verdicts.of(answers));
    List<Sharing> sharing = EvaluateJob.sharing(tables, runId);
    Map<String, Sharing> byName = new HashMap<>();
    sharing.forEach(one -> byName.put(one.name(), one));
    writeChangedErrors(scores, fence);
    tables.write(runId, Table.SCORES, ResultTables.scores(scores), fence);
    tables.write(
        runId, Table.SUMMARY, ResultTables.summary(scores, byName, verdicts.sandboxes()), fence);
    return scores;
  }

  /** An item fails where its program cannot be started, and no longer once it can. */
  private void writeChangedErrors(RunScores scores, RunTables.Fence fence) {
    Map<String, Response.Failure> failures = new HashMap<>();
    for (AnsweredItem item : scores.tasks().stream().flatMap(t -> t.items().stream()).toList()) {
      if (item.response() instanceof Response.Failure failure) {
        failures.put(item.task() + " " + item.docId(), failure);
      }
    }
    List<Row> before = tables.rows(Table.ITEMS, runId);
    List<Row> rows = before.stream().map(row -> withError(row, failures)).toList();
    if (!rows.equals(before)) {
      tables.write(runId, Table.ITEMS, rows, fence);
      int column = Table.RUNS.schema().fieldIndex("n_failed");
      Object[] values = new Object[Table.RUNS.columns().size()];
      Row run = tables.rows(Table.RUNS, runId).get(0);
      for (int i = 0; i < values.length; i++) {
        values[i] = i == column ? (Object) scores.failed() : run.get(i);
      }
      tables.write(runId, Table.RUNS, List.of(RowFactory.create(values)), fence);
    }
  }

  private static Row withError(Row row, Map<String, Response.Failure> failures) {
    Response.Failure failure = failures.get(row.getAs("task") + " " + row.getAs("doc_id"));
    Object[] values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (Table.ITEMS.columns().get(i).name()) {
            case "error_code" -> failure == null ? null : failure.code();
            case "error_message" -> failure == null ? null : failure.message();
            default -> row.get(i);
          };
    }
    return RowFactory.create(values);
  }
}
