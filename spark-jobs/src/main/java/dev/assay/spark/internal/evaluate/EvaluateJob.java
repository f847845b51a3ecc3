package dev.assay.spark.internal.evaluate;

import dev.assay.spark.internal.chunks.ChunkedJob;
import dev.assay.spark.internal.chunks.JobOutcome;
import dev.assay.spark.internal.programs.ProgramRuns;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import dev.assay.spark.internal.tables.Table;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Evaluates a model on tasks, whatever these ask for: prompts on the driver, requests shared out
 * chunk by chunk, answers committed with each chunk, tables at the end. The same settings again
 * continue where the last invocation stopped, and once complete compute nothing.
 */
public final class EvaluateJob {
  private final LazySession spark;
  private final EvaluateSettings settings;
  private final ProgressListener listener;

  /** In a session that runs. */
  public EvaluateJob(SparkSession spark, EvaluateSettings settings, ProgressListener listener) {
    this(LazySession.of(spark), settings, listener);
  }

  /** In a session that starts where requests are not answered yet. */
  public EvaluateJob(LazySession spark, EvaluateSettings settings, ProgressListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * @throws dev.assay.core.error.AssayException of kind USAGE, MODEL or DATA, also where programs
   *     are not allowed to run, before anything is computed; of kind OUTPUT where another driver
   *     works at the same run, or the folder cannot be written
   */
  public EvaluateResult run() {
    settings.checkPrograms();
    settings.programsToRun().ifPresent(programs -> ProgramRuns.check(spark.session(), programs));
    RunTables tables = new RunTables(spark, settings.output());
    if (tables.ids().isEmpty()) {
      spark.begin();
    }
    PreparedRun run = PreparedRun.of(settings);
    String runId = run.specification().runId();
    EvaluateWork work = new EvaluateWork(spark, run, tables, listener);
    JobOutcome outcome =
        new ChunkedJob(spark, settings.output(), Table.RUN_ID + "=" + runId, listener).run(work);
    if (work.published().isEmpty()) {
      // It may have been evaluated when nobody allowed its programs to run.
      settings
          .programsToRun()
          .map(programs -> new StoredPrograms(spark, settings.output(), runId, programs))
          .filter(StoredPrograms::haveNoVerdicts)
          .ifPresent(stored -> stored.run(listener));
    }
    EvaluateWork.Published published =
        work.published().orElseGet(() -> stored(tables, new StoredRun(tables, runId)));
    return new EvaluateResult(
        settings.output(),
        outcome.completion(),
        published.scores(),
        run.missing(),
        Sharing.outermost(settings.groups(), published.sharing()),
        work.itemsNow(),
        outcome.seconds());
  }

  /** The id of the run that these settings make, found without asking the model. */
  public static String runId(EvaluateSettings settings) {
    return PreparedRun.of(settings).specification().runId();
  }

  /** Of a run that was complete before: scored again, from its tables. */
  private static EvaluateWork.Published stored(RunTables tables, StoredRun run) {
    List<Sharing> sharing = sharing(tables, run.specification().runId());
    List<Sharing> ofTasks =
        run.specification().tasks().stream()
            .flatMap(task -> sharing.stream().filter(one -> one.name().equals(task.name())))
            .toList();
    return new EvaluateWork.Published(run.scores(), ofTasks);
  }

  /** Of all tasks and groups of a complete run. */
  static List<Sharing> sharing(RunTables tables, String runId) {
    return tables.rows(Table.SUMMARY, runId).stream()
        .map(
            row ->
                new Sharing(
                    row.getAs("task"),
                    row.<Long>getAs("tokens_computed"),
                    row.<Long>getAs("tokens_without_sharing")))
        .distinct()
        .toList();
  }
}
