package dev.assay.spark.internal.generate;

import dev.assay.spark.internal.work.WorkFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * The input as the job works at it: a copy in the work folder, cut into chunks, each row with an
 * id. Made once; what becomes of the input later changes nothing. Rows lie in the order of their
 * prompts' beginnings, so that those that share one are answered together.
 */
final class StagedRows {
  static final String ROW_ID = "_assay_row_id";

  private static final String CHUNK = "_assay_chunk";
  private static final String ORDER = "_assay_order";
  private static final String FOLDER = "input";

  /** Spark samples the order's values on the driver. */
  private static final int ORDER_CHARACTERS = 128;

  private final SparkSession spark;
  private final WorkFolder work;
  private final Dataset<Row> input;

  private StagedRows(SparkSession spark, WorkFolder work, Dataset<Row> input) {
    this.spark = spark;
    this.work = work;
    this.input = input;
  }

  /** A chunk and how many rows it has. */
  record Chunk(int number, long rows) {}

  static StagedRows of(
      SparkSession spark,
      WorkFolder work,
      Dataset<Row> input,
      JobSettings settings,
      RowAnswers answers) {
    StagedRows staged = new StagedRows(spark, work, input);
    if (!work.isCommitted(FOLDER)) {
      staged.write(settings, answers);
    }
    return staged;
  }

  private void write(JobSettings settings, RowAnswers answers) {
    int slots = spark.sparkContext().defaultParallelism();
    int chunks = (int) work.kept("chunks", settings.execution().chunks(input.count(), slots));
    Dataset<Row> rows = withId(input, answers.idColumn());
    rows.withColumn(ORDER, functions.substring(answers.order(rows), 1, ORDER_CHARACTERS))
        .repartitionByRange(chunks, functions.col(ORDER), functions.col(ROW_ID))
        .sortWithinPartitions(ORDER, ROW_ID)
        .withColumn(CHUNK, functions.spark_partition_id())
        .write()
        .mode(SaveMode.Overwrite)
        .partitionBy(CHUNK)
        .parquet(work.path(FOLDER));
  }

  /**
   * The rows with an id each: a column's value, else a digest of all columns, and a number that
   * tells rows apart that are equal in all.
   */
  private static Dataset<Row> withId(Dataset<Row> rows, String idColumn) {
    if (idColumn != null) {
      return rows.withColumn(ROW_ID, Columns.of(rows, idColumn).cast("string"));
    }
    List<Column> values = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column value = Columns.named(field.name());
      // Bytes that are no text are written in JSON as one character, whatever they are.
      values.add(
          (field.dataType() instanceof StringType ? value.cast(DataTypes.BinaryType) : value)
              .as(field.name()));
    }
    Column json = functions.to_json(functions.struct(values.toArray(Column[]::new)));
    String digest = "_assay_digest";
    Column ordinal =
        functions
            .row_number()
            .over(Window.partitionBy(functions.col(digest)).orderBy(functions.col(digest)));
    return rows.withColumn(digest, functions.sha2(json.cast(DataTypes.BinaryType), 256))
        .withColumn(ROW_ID, functions.concat_ws(" ", functions.col(digest), ordinal))
        .drop(digest);
  }

  /** In order. Without rows there is one, that is empty. */
  List<Chunk> chunks() {
    TreeMap<Integer, Long> rows = new TreeMap<>();
    if (work.hasFiles(FOLDER)) {
      for (Row row :
          spark.read().parquet(work.path(FOLDER)).groupBy(CHUNK).count().collectAsList()) {
        rows.put(row.getInt(0), row.getLong(1));
      }
    }
    if (rows.isEmpty()) {
      rows.put(0, 0L);
    }
    return rows.entrySet().stream()
        .map(entry -> new Chunk(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The rows of a chunk, in so many parts. */
  Dataset<Row> rows(Chunk chunk, JobSettings settings) {
    if (chunk.rows() == 0) {
      return input.limit(0).withColumn(ROW_ID, functions.lit(""));
    }
    int parts = settings.execution().partitions(spark.sparkContext().defaultParallelism());
    Dataset<Row> rows =
        spark.read().parquet(work.path(FOLDER + "/" + CHUNK + "=" + chunk.number()));
    Dataset<Row> cut =
        parts == 1
            ? rows.coalesce(1)
            : rows.repartitionByRange(parts, functions.col(ORDER), functions.col(ROW_ID));
    return cut.sortWithinPartitions(ORDER, ROW_ID).drop(ORDER);
  }
}
