package dev.assay.spark.internal.evaluate;

import dev.assay.eval.request.RequestChunk;
import dev.assay.eval.request.RequestSlice;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.Commits;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.chunks.RowDigest;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunTables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** An evaluation as a job in chunks: requests are its rows, the run's tables its output. */
final class EvaluateWork implements ChunkedWork {
  private final LazySession spark;
  private final PreparedRun run;
  private final RunTables tables;
  private final ProgressListener listener;
  private final Set<String> itemsNow = ConcurrentHashMap.newKeySet();
  private List<RequestChunk> chunks = List.of();
  private Published published;

  /** What became of the tables. */
  record Published(RunScores scores, List<Sharing> sharing) {}

  EvaluateWork(LazySession spark, PreparedRun run, RunTables tables, ProgressListener listener) {
    this.spark = spark;
    this.listener = listener;
    this.run = run;
    this.tables = tables;
  }

  @Override
  public String verb() {
    return "evaluate";
  }

  @Override
  public String noun() {
    return "requests";
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
    return tables.isComplete(run.specification().runId());
  }

  /** A run's folder bears its id: nobody else's is there. */
  @Override
  public void claim() {}

  @Override
  public List<Chunk> chunks(Commits commits) {
    int slots = spark.slots();
    long tokens = commits.kept("chunk_tokens", run.settings().execution().chunkTokens(slots));
    chunks = run.chunks((int) Math.max(1, Math.min(Integer.MAX_VALUE, tokens)));
    return chunks.stream().map(EvaluateWork::chunk).toList();
  }

  private static Chunk chunk(RequestChunk chunk) {
    return new Chunk(
        chunk.number(),
        chunk.requests().size(),
        RowDigest.of(ids(chunk)),
        chunk.tokens(),
        chunk.description());
  }

  private static Stream<String> ids(RequestChunk chunk) {
    return chunk.requests().stream().map(planned -> planned.request().id());
  }

  @Override
  public Dataset<Row> answered(Chunk chunk, TaskCounts counts) {
    RequestChunk planned = chunks.get(chunk.number());
    planned
        .requests()
        .forEach(one -> itemsNow.add(one.request().task() + " " + one.request().docId()));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.session().sparkContext());
    EvaluateSettings.Execution execution = run.settings().execution();
    int slots = spark.slots();
    List<RequestSlice> slices = planned.slices(execution.partitions(slots));
    SliceAnswerer answerer =
        new SliceAnswerer(ModelReference.of(run.model(), execution.replica()), counts);
    JavaRDD<Row> rows = context.parallelize(slices, slices.size()).mapPartitions(answerer);
    return spark.session().createDataFrame(rows, RequestRows.SCHEMA);
  }

  @Override
  public void publish(CommittedChunks committed) {
    published = new ResultTables(spark, run, tables, committed, listener).write();
  }

  /** Items that this invocation asked about. */
  long itemsNow() {
    return itemsNow.size();
  }

  /** Empty where the run was complete before. */
  Optional<Published> published() {
    return Optional.ofNullable(published);
  }
}
