package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.ChunkedJob;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.Commits;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.chunks.JobOutcome;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.session.LazySession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Answers the rows of a table, as a {@link ChunkedJob}. */
final class AnsweredTable implements ChunkedWork {
  private final SparkSession spark;
  private final JobSettings settings;
  private final RowAnswers answers;
  private final JobContent content;
  private final OutputTable output;
  private Dataset<Row> input;
  private StructType schema;
  private StagedRows staged;
  private long begun;

  private AnsweredTable(SparkSession spark, JobSettings settings, RowAnswers answers) {
    this.spark = spark;
    this.settings = settings;
    this.answers = answers;
    this.content = JobContent.of(settings, answers, settings.input().content(spark));
    this.output = new OutputTable(spark, settings);
  }

  /**
   * @throws AssayException of kind USAGE, MODEL or DATA before anything is computed; of kind OUTPUT
   *     as {@link ChunkedJob#run}
   */
  static GenerateResult of(
      SparkSession spark, JobSettings settings, RowAnswers answers, ProgressListener listener) {
    spark.sparkContext().setJobDescription("read the input");
    AnsweredTable table = new AnsweredTable(spark, settings, answers);
    table.output.check(table.content);
    JobOutcome outcome =
        new ChunkedJob(LazySession.of(spark), settings.output(), "generation", listener).run(table);
    return new GenerateResult(
        settings.output(), outcome.completion(), table.counts(), outcome.rows(), outcome.seconds());
  }

  @Override
  public String verb() {
    return "generate";
  }

  @Override
  public String noun() {
    return "rows";
  }

  @Override
  public String format() {
    return settings.outputFormat().source();
  }

  @Override
  public boolean keepsRowId() {
    return false;
  }

  @Override
  public boolean isComplete() {
    return output.isComplete();
  }

  /** Says what is wrong with the input's columns before the output is taken. */
  @Override
  public void claim() {
    open();
    output.claim(content);
  }

  private void open() {
    input = settings.input().read(spark);
    Columns.refuseReserved(input);
    schema =
        answer(input.withColumn(ROW_ID, functions.lit("")), TaskCounts.in(spark.sparkContext()))
            .drop(ROW_ID)
            .schema();
  }

  @Override
  public List<Chunk> chunks(Commits commits) {
    begun = commits.kept("started", Instant.now().getEpochSecond());
    staged = StagedRows.of(spark, commits, input, settings, answers, content);
    return staged.chunks();
  }

  @Override
  public Dataset<Row> answered(Chunk chunk, TaskCounts counts) {
    return answer(staged.rows(chunk, settings), counts);
  }

  private Dataset<Row> answer(Dataset<Row> rows, TaskCounts counts) {
    return answers.answer(rows, settings.execution().replica(), begun, counts);
  }

  @Override
  public Optional<Path> published(Chunk chunk, String file) {
    return answers.published(output, chunk, file);
  }

  @Override
  public void publish(CommittedChunks committed) {
    output.publish(committed, committed.rows(schema), answers);
  }

  /** Of the complete table; counted again where the counts were lost. */
  private GenerateResult.Counts counts() {
    return output
        .counts()
        .orElseGet(
            () -> {
              open();
              return output.recount(answers, answers.read(spark, output, schema));
            });
  }
}
