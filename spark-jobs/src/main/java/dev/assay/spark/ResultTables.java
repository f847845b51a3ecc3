package dev.assay.spark;

import dev.assay.digest.Sha256;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskGroup;
import dev.assay.kernel.KernelProvider;
import dev.assay.kernel.NumericsVersion;
import dev.assay.settings.ReplicaSettings;
import dev.assay.spark.ScoredTask.ScoredItem;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes a run's tables; the row of {@code runs} last, because it says that the others are whole.
 */
final class ResultTables {
  private final SparkSession spark;
  private final String output;

  ResultTables(SparkSession spark, String output) {
    this.spark = spark;
    this.output = output;
  }

  void write(ScoredRun run) {
    String runId = run.prepared().content().runId();
    List<Row> items = new ArrayList<>();
    List<Row> samples = new ArrayList<>();
    List<Row> scores = new ArrayList<>();
    for (ScoredTask task : run.tasks()) {
      for (ScoredItem item : task.items()) {
        items.add(item(runId, item, run.prepared().settings().details().prompts()));
        samples.addAll(samples(runId, item));
        scores.addAll(scores(runId, task, item));
      }
    }
    write(runId, Table.ITEMS, items);
    write(runId, Table.SAMPLES, samples);
    write(runId, Table.SCORES, scores);
    write(runId, Table.SUMMARY, summary(runId, run));
    write(runId, Table.RUNS, List.of(run(run)));
  }

  /**
   * Writes the rows into the run's own folder of the table, so that runs never meet; replaces what
   * only an interrupted attempt at the same run can have left there.
   */
  private void write(String runId, Table table, List<Row> rows) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int slices = Math.max(1, Math.min(64, rows.size() / 4096));
    spark.sparkContext().setJobDescription("write table " + table);
    Dataset<Row> data =
        spark.createDataFrame(context.parallelize(rows, slices), table.schema()).drop(Table.RUN_ID);
    String folder = table.path(output, runId).toString();
    if (!table.partitionedByTask()) {
      data.coalesce(1).write().mode(SaveMode.Overwrite).parquet(folder);
      return;
    }
    data.repartition(functions.col(Table.TASK))
        .sortWithinPartitions(table.order().toArray(Column[]::new))
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy(Table.TASK)
        .parquet(folder);
  }

  private static Row item(String runId, ScoredItem item, boolean prompts) {
    ItemOutcome outcome = item.outcome();
    Optional<String> prompt =
        item.prepared().item() instanceof MultipleChoiceItem question
            ? Optional.of(question.context())
            : Optional.empty();
    Integer picked = outcome.failed() ? null : Scoring.metrics(outcome).picked();
    boolean encoded = item.prepared().errorCode() == null;
    return RowFactory.create(
        runId,
        outcome.task(),
        outcome.docId(),
        outcome.target() < 0 ? null : outcome.target(),
        prompt.map(Sha256::of).orElse(null),
        prompts ? prompt.orElse(null) : null,
        encoded ? item.prepared().encoded().choices().get(0).context().length : null,
        encoded ? item.prepared().encoded().truncatedTokens() : null,
        encoded ? item.prepared().encoded().droppedShots() : null,
        picked,
        picked == null ? null : picked == outcome.target(),
        outcome.errorCode(),
        item.errorMessage());
  }

  private static List<Row> samples(String runId, ScoredItem item) {
    List<Row> rows = new ArrayList<>();
    ItemOutcome outcome = item.outcome();
    for (int c = 0; c < outcome.choices().size(); c++) {
      ChoiceOutcome choice = outcome.choices().get(c);
      List<Double> tokens = item.choices().get(c).tokenLogProbabilities();
      rows.add(
          RowFactory.create(
              runId,
              outcome.task(),
              outcome.docId(),
              c,
              choice.logLikelihood(),
              choice.greedy(),
              choice.tokens(),
              choice.codePoints(),
              choice.bytes(),
              tokens == null ? null : tokens.toArray(Double[]::new)));
    }
    return rows;
  }

  private static List<Row> scores(String runId, ScoredTask task, ScoredItem item) {
    List<Row> rows = new ArrayList<>();
    if (!item.outcome().failed()) {
      ItemMetrics metrics = Scoring.metrics(item.outcome());
      var definition = task.prepared().task().definition();
      for (MetricDefinition metric : MetricDefinition.every(definition.metrics())) {
        rows.add(
            RowFactory.create(
                runId,
                definition.name(),
                definition.version(),
                item.outcome().docId(),
                metric.metric().label(),
                metrics.value(metric.metric())));
      }
    }
    return rows;
  }

  private static List<Row> summary(String runId, ScoredRun run) {
    Map<String, Integer> shots = new HashMap<>();
    Map<String, String> versions = new HashMap<>();
    for (ScoredTask task : run.tasks()) {
      shots.put(task.prepared().name(), task.prepared().task().shots());
      versions.put(task.prepared().name(), task.prepared().task().definition().version());
    }
    for (TaskGroup group : run.prepared().groups()) {
      versions.put(group.name(), group.version());
    }
    List<Sharing> all = new ArrayList<>(run.sharing());
    all.addAll(Sharing.of(run.prepared().groups(), run.sharing()));
    Map<String, Sharing> sharing =
        all.stream().collect(Collectors.toMap(Sharing::name, one -> one));
    return run.scores().all().stream()
        .sorted(Comparator.comparing(TaskScore::task))
        .map(score -> summary(runId, score, shots, versions, sharing.get(score.task())))
        .toList();
  }

  private static Row summary(
      String runId,
      TaskScore score,
      Map<String, Integer> shots,
      Map<String, String> versions,
      Sharing sharing) {
    return RowFactory.create(
        runId,
        score.task(),
        score.metric(),
        number(score.value()),
        number(score.standardError()),
        score.n(),
        score.failed(),
        score.truncated(),
        score.ties(),
        shots.get(score.task()),
        versions.get(score.task()),
        score.higherIsBetter(),
        sharing.computedTokens(),
        sharing.tokensWithoutSharing());
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private Row run(ScoredRun run) {
    PreparedRun prepared = run.prepared();
    ReplicaSettings replica = prepared.settings().execution().replica();
    return RowFactory.create(
        prepared.content().runId(),
        Timestamp.from(Instant.now()),
        prepared.model().path().toString(),
        prepared.model().configuration().family(),
        prepared.model().fingerprint(),
        prepared.model().tokenizerFingerprint(),
        prepared.content().json(),
        NumericsVersion.CURRENT,
        KernelProvider.named(replica.kernels()).name(),
        replica.quantization().toString(),
        AssayVersion.current(),
        spark.version(),
        Runtime.version().toString(),
        prepared.items(),
        run.failed(),
        run.truncated(),
        run.computedTokens(),
        run.tokensWithoutSharing(),
        run.seconds(),
        Table.SCHEMA_VERSION);
  }
}
