package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.Commits;
import dev.assay.spark.internal.chunks.Manifest;
import dev.assay.spark.internal.chunks.ObservedRows;
import dev.assay.spark.internal.chunks.RowSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * id. Made once, and again only where files are lost that a missing chunk needs; what becomes of
 * the input later changes nothing. Rows lie in the order of their prompts' beginnings, so that
 * those that share one are answered together.
 */
final class StagedRows {
  private static final String ROW_ID = ChunkedWork.ROW_ID;
  private static final String CHUNK = "_assay_chunk";
  private static final String ORDER = "_assay_order";
  private static final String NAME = "input";

  /** Spark samples the order's values on the driver. */
  private static final int ORDER_CHARACTERS = 128;

  private final SparkSession spark;
  private final Commits commits;
  private final Dataset<Row> input;
  private final Manifest manifest;

  private StagedRows(SparkSession spark, Commits commits, Dataset<Row> input, Manifest manifest) {
    this.spark = spark;
    this.commits = commits;
    this.input = input;
    this.manifest = manifest;
  }

  /**
   * @throws AssayException of kind DATA where the input changes while it is copied
   */
  static StagedRows of(
      SparkSession spark,
      Commits commits,
      Dataset<Row> input,
      JobSettings settings,
      RowAnswers answers,
      JobContent content) {
    Manifest manifest =
        commits
            .manifest(NAME)
            .filter(kept -> serves(kept, commits))
            .orElseGet(() -> copy(spark, commits, input, settings, answers, content));
    return new StagedRows(spark, commits, input, manifest);
  }

  /** Whether all is there that chunks need which are still missing. */
  private static boolean serves(Manifest manifest, Commits commits) {
    List<String> damaged = commits.damaged(manifest);
    return manifest.chunks().stream()
        .filter(chunk -> damaged.stream().anyMatch(file -> file.startsWith(folder(chunk))))
        .allMatch(commits::isCommitted);
  }

  private static Manifest copy(
      SparkSession spark,
      Commits commits,
      Dataset<Row> input,
      JobSettings settings,
      RowAnswers answers,
      JobContent content) {
    long count = input.count();
    String attempt = commits.attempt(NAME);
    int slots = spark.sparkContext().defaultParallelism();
    Dataset<Row> cut = cut(input, settings.execution().chunks(count, slots), answers);
    List<Chunk> chunks = List.of(new Chunk(0, 0, 0, 0, ""));
    if (count > 0) {
      ObservedRows observed = new ObservedRows(cut, ROW_ID);
      write(observed.rows(), attempt);
      chunks = chunks(spark, attempt);
      refuseOther(observed.sum(), chunks);
    } else {
      write(cut, attempt);
    }
    if (!content.isOf(settings.input().content(spark))) {
      throw new AssayException(
          ErrorKind.DATA,
          "the input changed while it was read",
          "its files are not those that the job began with",
          "run the command again once nobody writes there");
    }
    commits.revoke(NAME);
    commits.commit(NAME, attempt, chunks);
    return commits.manifest(NAME).orElseThrow();
  }

  private static Dataset<Row> cut(Dataset<Row> input, int chunks, RowAnswers answers) {
    Dataset<Row> rows = withId(input, answers.idColumn());
    return rows.withColumn(ORDER, functions.substring(answers.order(rows), 1, ORDER_CHARACTERS))
        .repartitionByRange(chunks, functions.col(ORDER), functions.col(ROW_ID))
        .sortWithinPartitions(ORDER, ROW_ID)
        .withColumn(CHUNK, functions.spark_partition_id());
  }

  private static void write(Dataset<Row> rows, String attempt) {
    rows.write().mode(SaveMode.ErrorIfExists).partitionBy(CHUNK).parquet(attempt);
  }

  /** What lies in the files: that is what has to be answered. */
  private static List<Chunk> chunks(SparkSession spark, String attempt) {
    Map<Integer, Chunk> chunks = new TreeMap<>();
    Column[] sums = RowSum.columns(ROW_ID);
    Dataset<Row> rows = spark.read().parquet(attempt);
    for (Row row : rows.groupBy(CHUNK).agg(sums[0], sums[1], sums[2]).collectAsList()) {
      int number = row.getAs(CHUNK);
      RowSum sum = RowSum.of(row);
      chunks.put(number, new Chunk(number, sum.rows(), sum.digest(), sum.rows(), ""));
    }
    return List.copyOf(chunks.values());
  }

  private static void refuseOther(RowSum written, List<Chunk> chunks) {
    RowSum read = RowSum.of(chunks);
    if (!read.equals(written)) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the copy of the input is not what was written",
          written.description() + " were written, " + read.description() + " are there",
          "run the same command again");
    }
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
    return manifest.chunks();
  }

  private static String folder(Chunk chunk) {
    return CHUNK + "=" + chunk.number() + "/";
  }

  /** The rows of a chunk, in so many parts. */
  Dataset<Row> rows(Chunk chunk, JobSettings settings) {
    if (chunk.rows() == 0) {
      return input.limit(0).withColumn(ROW_ID, functions.lit(""));
    }
    int parts = settings.execution().partitions(spark.sparkContext().defaultParallelism());
    String[] files =
        manifest.files().stream()
            .filter(file -> file.name().startsWith(folder(chunk)))
            .map(file -> commits.path(manifest, file.name()))
            .toArray(String[]::new);
    Dataset<Row> rows = spark.read().parquet(files);
    Dataset<Row> cut =
        parts == 1
            ? rows.coalesce(1)
            : rows.repartitionByRange(parts, functions.col(ORDER), functions.col(ROW_ID));
    return cut.sortWithinPartitions(ORDER, ROW_ID).drop(ORDER);
  }
}
