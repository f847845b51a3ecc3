package dev.assay.spark.internal.chunks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.testing.FaultPlan;
import dev.assay.spark.testing.FaultPlan.Fault;
import dev.assay.spark.testing.FaultyFileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol, on a file system that is none of the JDK's, with rows that need no model. */
class ChunkedJobTest {
  private static final long ROWS_OF_A_CHUNK = 10;
  private static final int CHUNKS = 3;

  private static SparkSession spark;

  @TempDir private Path output;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config(FaultyFileSystem.KEY, FaultyFileSystem.class.getName())
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Numbers, which are their own answers. */
  private static final class Numbers implements ChunkedWork {
    private final Function<Dataset<Row>, Dataset<Row>> answer;
    private long sum = -1;

    Numbers(Function<Dataset<Row>, Dataset<Row>> answer) {
      this.answer = answer;
    }

    @Override
    public String verb() {
      return "count";
    }

    @Override
    public String noun() {
      return "numbers";
    }

    @Override
    public String format() {
      return "parquet";
    }

    @Override
    public boolean keepsRowId() {
      return true;
    }

    @Override
    public boolean isComplete() {
      return sum >= 0;
    }

    @Override
    public void claim() {}

    @Override
    public List<Chunk> chunks(Commits commits) {
      return LongStream.range(0, CHUNKS)
          .mapToObj(
              chunk ->
                  new Chunk(
                      (int) chunk,
                      ROWS_OF_A_CHUNK,
                      RowDigest.of(
                          LongStream.range(chunk * ROWS_OF_A_CHUNK, (chunk + 1) * ROWS_OF_A_CHUNK)
                              .mapToObj(String::valueOf)),
                      ROWS_OF_A_CHUNK,
                      ""))
          .toList();
    }

    @Override
    public Dataset<Row> answered(Chunk chunk, TaskCounts counts) {
      long first = chunk.number() * ROWS_OF_A_CHUNK;
      Dataset<Row> ids =
          spark
              .range(first, first + ROWS_OF_A_CHUNK)
              .select(functions.col("id").cast("string").as(ROW_ID));
      return answer.apply(ids);
    }

    @Override
    public void publish(CommittedChunks committed) {
      Dataset<Row> rows = committed.rows(new StructType().add(ROW_ID, DataTypes.StringType));
      sum = rows.agg(functions.sum(functions.col(ROW_ID).cast("long"))).head().getLong(0);
    }
  }

  @Test
  void everyRowIsAnsweredOnce() {
    Numbers numbers = new Numbers(rows -> rows);
    JobOutcome outcome = job().run(numbers);
    assertThat(outcome.completion()).isEqualTo(Completion.COMPUTED);
    assertThat(outcome.rows()).isEqualTo(CHUNKS * ROWS_OF_A_CHUNK);
    assertThat(numbers.sum).isEqualTo(LongStream.range(0, CHUNKS * ROWS_OF_A_CHUNK).sum());
    assertThat(output.resolve("_work")).doesNotExist();
  }

  @Test
  void outputThatSparkWouldTakeForAPatternIsRefusedBeforeAnythingIsDone() {
    for (String name : List.of("a*b", "a[1]", "{a,b}", "a?", "a\\\\b")) {
      assertThatThrownBy(
              () -> new ChunkedJob(LazySession.of(spark), output + "/" + name, "job", report -> {}))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE))
          .hasMessageContaining("would take one of");
    }
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void asManyRowsButOthersAreNotCommitted() {
    Numbers numbers =
        new Numbers(
            rows ->
                rows.withColumn(
                    ChunkedWork.ROW_ID,
                    functions.regexp_replace(functions.col(ChunkedWork.ROW_ID), "3$", "4")));
    assertRefused(job(), numbers, "the answers of chunk-0000");
    assertThat(output.resolve("_work/job/chunk-00000.json")).doesNotExist();
  }

  @Test
  void fullDiskIsSaidInALineAndTheJobGoesOnAfterwards() {
    Numbers numbers = new Numbers(rows -> rows);
    for (Fault full : List.of(Fault.FULL_FOR_ROWS, Fault.FULL)) {
      assertRefused(
          job(FaultPlan.at(full, 1)),
          numbers,
          "there is no room for the output: No space left on device");
    }
    job().run(numbers);
    assertThat(numbers.sum).isEqualTo(LongStream.range(0, CHUNKS * ROWS_OF_A_CHUNK).sum());
  }

  @Test
  void interruptedJobLeavesNothingRunning() {
    Numbers numbers = new Numbers(rows -> rows);
    Thread thread = Thread.currentThread();
    ChunkedJob job =
        new ChunkedJob(
            LazySession.of(spark),
            output.toString(),
            "job",
            report -> {
              // Of the first commit, by a chunk's own thread: others are under way.
              thread.interrupt();
            });
    assertThatThrownBy(() -> job.run(numbers)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(spark.sparkContext().statusTracker().getActiveJobIds()).isEmpty();
    new ChunkedJob(LazySession.of(spark), output.toString(), "job", report -> {}).run(numbers);
    assertThat(numbers.sum).isPositive();
  }

  private static void assertRefused(ChunkedJob job, ChunkedWork work, String message) {
    assertThatThrownBy(() -> job.run(work))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OUTPUT))
        .hasMessageContaining(message);
  }

  private ChunkedJob job() {
    return job(FaultPlan.none());
  }

  private ChunkedJob job(FaultPlan plan) {
    return new ChunkedJob(LazySession.of(spark), plan.path(output), "job", report -> {});
  }
}
