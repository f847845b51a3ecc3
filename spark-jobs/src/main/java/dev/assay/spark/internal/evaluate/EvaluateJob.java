package dev.assay.spark.internal.evaluate;

import dev.assay.eval.report.HarnessResults;
import dev.assay.spark.internal.evaluate.WorkPlan.Chunk;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.progress.LiveCounts;
import dev.assay.spark.internal.progress.Portion;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.progress.RunProgress;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.tables.HarnessFiles;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.work.Completion;
import dev.assay.spark.internal.work.RunLock;
import dev.assay.spark.internal.work.WorkFolder;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
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
   * @throws dev.assay.core.error.AssayException of kind USAGE, MODEL or DATA before anything is
   *     computed; of kind OUTPUT where another driver works at the same run, or the folder cannot
   *     be written
   */
  public EvaluateResult run() {
    spark.sparkContext().setJobDescription("prepare prompts");
    PreparedRun run = PreparedRun.of(spark, settings);
    String runId = run.content().runId();
    RunTables tables = new RunTables(spark, settings.output());
    if (!tables.isComplete(runId)) {
      WorkFolder work = WorkFolder.of(spark, settings.output(), "run_id=" + runId);
      Optional<EvaluateResult> result;
      try (RunLock lock = RunLock.take(work)) {
        // Another driver may have completed the run since.
        result =
            tables.isComplete(runId)
                ? Optional.empty()
                : Optional.of(compute(run, tables, work, lock));
      }
      work.remove();
      if (result.isPresent()) {
        return result.get();
      }
    }
    return completeBefore(run, tables);
  }

  private EvaluateResult compute(PreparedRun run, RunTables tables, WorkFolder work, RunLock lock) {
    int slots = spark.sparkContext().defaultParallelism();
    int chunkTokens = (int) work.kept("chunk_tokens", settings.execution().chunkTokens(slots));
    List<Chunk> chunks = WorkPlan.of(run.tasks(), chunkTokens).chunks();
    List<Chunk> missing = chunks.stream().filter(c -> !work.isCommitted(c.number())).toList();
    long started = System.nanoTime();
    try (LiveCounts live = LiveCounts.in(spark.sparkContext());
        RunProgress progress =
            new RunProgress(listener, live, "requests", chunks.size(), portions(missing))) {
      for (Chunk chunk : missing) {
        lock.check();
        spark
            .sparkContext()
            .setJobDescription(
                "evaluate %s, chunk %d of %d"
                    .formatted(chunk.description(), chunk.number() + 1, chunks.size()));
        progress.begun(portion(chunk));
        // What an interrupted attempt left of the chunk, and what its last tasks still write, goes.
        score(run, chunk, live.counts())
            .write()
            .mode(SaveMode.Overwrite)
            .parquet(work.chunk(chunk.number()));
        progress.committed(portion(chunk));
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    spark.sparkContext().setJobDescription("read committed chunks");
    ScoredRun scored = ScoredRun.of(run, ChunkOutcomes.read(spark, work, chunks), seconds);
    lock.check();
    if (settings.details().harnessFiles()) {
      HarnessFiles.write(
          spark,
          new RunFolder(settings.output(), run.content().runId()),
          run.model().path(),
          seconds,
          HarnessResults.of(scored.scores().report()),
          scored.tasks().stream().map(ScoredTask::harnessSamples).toList());
    }
    new ResultTables(tables).write(scored);
    long done = missing.stream().mapToLong(EvaluateJob::documents).sum();
    return new EvaluateResult(
        run.content().runId(),
        settings.output(),
        missing.size() == chunks.size() ? Completion.COMPUTED : Completion.CONTINUED,
        scored.scores().report(),
        run.items(),
        scored.failed(),
        scored.truncated(),
        Sharing.outermost(settings.groups(), scored.sharing()),
        done,
        seconds);
  }

  private static List<Portion> portions(List<Chunk> chunks) {
    return chunks.stream().map(EvaluateJob::portion).toList();
  }

  private static Portion portion(Chunk chunk) {
    return new Portion(chunk.number(), chunk.work().size(), chunk.tokens());
  }

  private static long documents(Chunk chunk) {
    return chunk.work().stream()
        .map(work -> work.task() + " " + work.request().docId())
        .distinct()
        .count();
  }

  private Dataset<Row> score(PreparedRun run, Chunk chunk, TaskCounts counts) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int slots = spark.sparkContext().defaultParallelism();
    List<RequestSlice> slices = chunk.slices(settings.execution().partitions(slots));
    SliceScorer scorer =
        new SliceScorer(
            ModelReference.of(run.model(), settings.execution().replica()),
            settings.details().tokenLogProbabilities(),
            counts);
    JavaRDD<Row> rows = context.parallelize(slices, slices.size()).mapPartitions(scorer);
    return spark.createDataFrame(rows, ChunkOutcomes.SCHEMA);
  }

  private EvaluateResult completeBefore(PreparedRun run, RunTables tables) {
    Row row = tables.run(run.content().runId());
    StoredRuns stored = new StoredRuns(tables);
    return new EvaluateResult(
        run.content().runId(),
        settings.output(),
        Completion.COMPLETE_BEFORE,
        stored.scores(run.content(), settings.tasks(), settings.groups()).report(),
        row.getLong(row.fieldIndex("n_items")),
        row.getLong(row.fieldIndex("n_failed")),
        row.getLong(row.fieldIndex("n_truncated")),
        Sharing.outermost(settings.groups(), stored.sharing(run.content())),
        0,
        0);
  }
}
