package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.spark.internal.progress.LiveCounts;
import dev.assay.spark.internal.progress.Portion;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.progress.RunProgress;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.work.Completion;
import dev.assay.spark.internal.work.RunLock;
import dev.assay.spark.internal.work.WorkFolder;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Answers the rows of a table, chunk by chunk: every row once. Chunks are committed one by one; the
 * same job again continues where the last invocation stopped, and once complete computes nothing.
 */
final class ChunkedJob {
  private final SparkSession spark;
  private final JobSettings settings;
  private final RowAnswers answers;
  private final ProgressListener listener;

  ChunkedJob(
      SparkSession spark, JobSettings settings, RowAnswers answers, ProgressListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.answers = answers;
    this.listener = listener;
  }

  /**
   * @throws AssayException of kind USAGE, MODEL or DATA before anything is computed; of kind OUTPUT
   *     where the output is another job's, or another driver works at it
   */
  GenerateResult run() {
    spark.sparkContext().setJobDescription("read the input");
    OutputTable output = new OutputTable(spark, settings.output());
    JobContent content = JobContent.of(settings, answers, settings.input().content(spark));
    output.check(content);
    if (!output.isComplete()) {
      WorkFolder work = WorkFolder.of(spark, settings.output(), "generation");
      GenerateResult result = null;
      try (RunLock lock = RunLock.take(work)) {
        // Another driver may have completed the job since.
        if (!output.isComplete()) {
          Dataset<Row> input = settings.input().read(spark);
          StructType schema = schema(input);
          output.claim(content);
          result = compute(input, schema, output, work, lock);
        }
      }
      work.remove();
      if (result != null) {
        return result;
      }
    }
    return new GenerateResult(settings.output(), Completion.COMPLETE_BEFORE, output.counts(), 0, 0);
  }

  /** Of the output; says what is wrong with the input's columns before the output is taken. */
  private StructType schema(Dataset<Row> input) {
    return answer(
            input.withColumn(StagedRows.ROW_ID, functions.lit("")),
            0,
            TaskCounts.in(spark.sparkContext()))
        .schema();
  }

  private GenerateResult compute(
      Dataset<Row> input, StructType schema, OutputTable output, WorkFolder work, RunLock lock) {
    long begun = work.kept("started", Instant.now().getEpochSecond());
    spark.sparkContext().setJobDescription("cut the input into chunks");
    StagedRows staged = StagedRows.of(spark, work, input, settings, answers);
    List<StagedRows.Chunk> chunks = staged.chunks();
    List<StagedRows.Chunk> missing =
        chunks.stream().filter(chunk -> !work.isCommitted(chunk.number())).toList();
    long started = System.nanoTime();
    try (LiveCounts live = LiveCounts.in(spark.sparkContext());
        RunProgress progress =
            new RunProgress(listener, live, "rows", chunks.size(), portions(missing))) {
      ChunkRuns.run(
          spark,
          missing,
          chunk -> {
            lock.check();
            spark
                .sparkContext()
                .setJobDescription(
                    "generate, chunk %d of %d".formatted(chunk.number() + 1, chunks.size()));
            progress.begun(portion(chunk));
            answer(staged.rows(chunk, settings), begun, live.counts())
                .write()
                .mode(SaveMode.Overwrite)
                .format(settings.outputFormat().source())
                .save(work.chunk(chunk.number()));
            progress.committed(portion(chunk));
          });
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    spark.sparkContext().setJobDescription("put the chunks together");
    lock.check();
    String[] paths =
        chunks.stream().map(chunk -> work.chunk(chunk.number())).toArray(String[]::new);
    Dataset<Row> answered =
        spark.read().format(settings.outputFormat().source()).schema(schema).load(paths);
    return new GenerateResult(
        settings.output(),
        missing.size() == chunks.size() ? Completion.COMPUTED : Completion.CONTINUED,
        output.publish(work, chunks, answered, answers),
        missing.stream().mapToLong(StagedRows.Chunk::rows).sum(),
        seconds);
  }

  private Dataset<Row> answer(Dataset<Row> rows, long begun, TaskCounts counts) {
    return answers.answer(rows, settings.execution().replica(), begun, counts);
  }

  private static List<Portion> portions(List<StagedRows.Chunk> chunks) {
    return chunks.stream().map(ChunkedJob::portion).toList();
  }

  private static Portion portion(StagedRows.Chunk chunk) {
    return new Portion(chunk.number(), chunk.rows(), Math.max(1, chunk.rows()));
  }
}
