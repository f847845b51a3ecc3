package dev.assay.spark.internal.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The tables of one output folder, run by run. */
public final class RunTables {
  private static final JsonMapper JSON = new JsonMapper();

  private final SparkSession spark;
  private final String output;
  private final Map<String, Row> runs = new HashMap<>();

  public RunTables(SparkSession spark, String output) {
    this.spark = spark;
    this.output = output;
  }

  public String output() {
    return output;
  }

  /** Ids of the complete runs. */
  public List<String> ids() {
    Path runs = Table.RUNS.path(output);
    try {
      FileSystem files = runs.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (!files.exists(runs)) {
        return List.of();
      }
      String prefix = Table.RUN_ID + "=";
      return Arrays.stream(files.listStatus(runs))
          .map(folder -> folder.getPath().getName())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .filter(this::isComplete)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isComplete(String runId) {
    Path success = new Path(Table.RUNS.path(output, runId), "_SUCCESS");
    try {
      return success.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(success);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The row of a run.
   *
   * @throws AssayException of kind USAGE where there is no complete run of this id
   */
  public Row run(String runId) {
    if (!isComplete(runId)) {
      List<String> known = ids();
      throw new AssayException(
          ErrorKind.USAGE,
          "there is no complete run '" + runId + "' in " + output,
          known.isEmpty() ? "no run is there" : "there are " + String.join(", ", known),
          NearestNames.suggestion(runId, known, "give the id of one of the runs there"));
    }
    // A complete run never changes.
    return runs.computeIfAbsent(runId, id -> of(Table.RUNS, id).collectAsList().get(0));
  }

  /**
   * What a run was made of.
   *
   * @throws AssayException as {@link #run}; of kind DATA where it cannot be read
   */
  public <T> T content(String runId, Class<T> type) {
    Row run = run(runId);
    try {
      return JSON.readValue(run.getString(run.fieldIndex("content")), type);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the content of run " + runId + " cannot be read",
          e.getOriginalMessage(),
          "use the version of Assay that wrote it",
          e);
    }
  }

  /** The run's rows of a table. Columns that it was written without are null. */
  public Dataset<Row> of(Table table, String runId) {
    return spark
        .read()
        .schema(table.schema())
        .option("basePath", table.path(output).toString())
        .parquet(table.path(output, runId).toString());
  }

  /**
   * Writes the rows into the run's own folder of the table, so that runs never meet; replaces what
   * only an interrupted attempt at the same run can have left there. The row of {@code runs} has to
   * be the last, because it says that the others are whole.
   */
  public void write(String runId, Table table, List<Row> rows) {
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

  /** Writes the row of {@code runs}. */
  public void write(RunRecord run) {
    write(run.runId(), Table.RUNS, List.of(run.row(spark)));
  }
}
