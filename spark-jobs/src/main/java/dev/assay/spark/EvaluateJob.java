package dev.assay.spark;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.report.EvaluationReport;
import dev.assay.spark.EvaluateResult.Progress;
import dev.assay.spark.WorkPlan.Chunk;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Evaluates a model on tasks: prompts on the driver, requests shared out chunk by chunk, outcomes
 * committed with each chunk, tables at the end. The same settings again continue where the last
 * invocation stopped, and once complete compute nothing.
 */
public final class EvaluateJob {
  private final SparkSession spark;
  private final EvaluateSettings settings;
  private final ProgressListener listener;

  public EvaluateJob(SparkSession spark, EvaluateSettings settings, ProgressListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * @throws AssayException of kind USAGE, MODEL or DATA before anything is computed; of kind OUTPUT
   *     where another driver works at the same run; of kind TOO_MANY_FAILURES after the tables are
   *     written
   */
  public EvaluateResult run() {
    spark.sparkContext().setJobDescription("prepare prompts");
    PreparedRun run = PreparedRun.of(spark, settings);
    String runId = run.content().runId();
    StoredRuns stored = new StoredRuns(spark, settings.output());
    if (stored.isComplete(runId)) {
      return completeBefore(run, stored);
    }
    WorkFolder work = new WorkFolder(spark, settings.output(), runId);
    EvaluateResult result;
    try (RunLock lock = RunLock.take(work)) {
      result = compute(run, work);
    }
    work.remove();
    requireFewFailures(result);
    return result;
  }

  private EvaluateResult compute(PreparedRun run, WorkFolder work) {
    int chunkTokens = work.chunkTokens(settings.execution().chunkTokens());
    List<Chunk> chunks = WorkPlan.of(run.tasks(), chunkTokens).chunks();
    List<Chunk> missing = chunks.stream().filter(c -> !work.isCommitted(c.number())).toList();
    long started = System.nanoTime();
    LiveCounts live = LiveCounts.in(spark.sparkContext());
    try (RunProgress progress = new RunProgress(listener, live, chunks, missing)) {
      for (Chunk chunk : missing) {
        spark
            .sparkContext()
            .setJobDescription(
                "evaluate %s, chunk %d of %d"
                    .formatted(chunk.description(), chunk.number() + 1, chunks.size()));
        work.clear(chunk.number());
        score(run, chunk, live).write().parquet(work.chunk(chunk.number()));
        progress.committed(chunk);
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    spark.sparkContext().setJobDescription("read committed chunks");
    ScoredRun scored = ScoredRun.of(run, ChunkOutcomes.read(spark, work, chunks), seconds);
    new ResultTables(spark, settings.output()).write(scored);
    if (settings.details().harnessFiles()) {
      HarnessFiles.write(spark, settings.output(), scored);
    }
    long done = missing.stream().mapToLong(chunk -> documents(chunk)).sum();
    return new EvaluateResult(
        run.content().runId(),
        settings.output(),
        missing.size() == chunks.size() ? Progress.COMPUTED : Progress.CONTINUED,
        scored.report(),
        run.items(),
        scored.failed(),
        scored.truncated(),
        scored.computedTokens(),
        run.tokensWithoutSharing(),
        seconds,
        done / seconds);
  }

  private static long documents(Chunk chunk) {
    return chunk.work().stream()
        .map(work -> work.task() + " " + work.request().docId())
        .distinct()
        .count();
  }

  private Dataset<Row> score(PreparedRun run, Chunk chunk, LiveCounts live) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int partitions =
        settings.execution().partitions() > 0
            ? settings.execution().partitions()
            : spark.sparkContext().defaultParallelism();
    List<RequestSlice> slices = chunk.slices(partitions);
    SliceScorer scorer =
        new SliceScorer(
            run.model().folder().toString(),
            run.model().fingerprint(),
            settings.execution().replica(),
            settings.details().tokenLogProbabilities(),
            live);
    JavaRDD<Row> rows = context.parallelize(slices, slices.size()).mapPartitions(scorer);
    return spark.createDataFrame(rows, ChunkOutcomes.SCHEMA);
  }

  private EvaluateResult completeBefore(PreparedRun run, StoredRuns stored) {
    Row row = stored.run(run.content().runId());
    EvaluationReport report = Rescoring.report(run, stored);
    return new EvaluateResult(
        run.content().runId(),
        settings.output(),
        Progress.COMPLETE_BEFORE,
        report,
        row.getLong(row.fieldIndex("n_items")),
        row.getLong(row.fieldIndex("n_failed")),
        row.getLong(row.fieldIndex("n_truncated")),
        row.getLong(row.fieldIndex("tokens_computed")),
        row.getLong(row.fieldIndex("tokens_without_sharing")),
        0,
        Double.NaN);
  }

  private void requireFewFailures(EvaluateResult result) {
    if (!settings.failures().allows(result.failed(), result.items())) {
      throw new AssayException(
          ErrorKind.TOO_MANY_FAILURES,
          result.failed() + " of " + result.items() + " items failed",
          "allowed are " + settings.failures().value() + " (max_failed)",
          "see error_code and error_message in "
              + new ResultTables(spark, settings.output()).path(Table.ITEMS)
              + ", run_id "
              + result.runId());
    }
  }
}
