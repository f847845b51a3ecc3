package dev.assay.spark.internal.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.session.LazySession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that the driver writes and reads, beside what Spark's jobs make and find of them. */
class StoredRowsTest {
  private static final RunTables.Fence FENCE = new RunTables.Fence("0", () -> {});

  /** The second has characters that folders' names escape. */
  private static final List<String> TASKS = List.of("a task", "b=c/d%41:\u00e9", "z");

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theDriversFilesAreThoseOfAJob() throws IOException {
    List<Row> rows = samples();
    RunTables mine = tables("driver");
    RunTables jobs = tables("job");
    mine.write("r1", Table.SAMPLES, rows, FENCE);
    jobs.write("r1", Table.SAMPLES, spark.createDataFrame(rows, Table.SAMPLES.schema()), FENCE);
    assertThat(inOrder("driver")).isEqualTo(inOrder("job"));
    FileMetaData written = metadata("driver");
    FileMetaData ofJob = metadata("job");
    assertThat(written.getSchema()).isEqualTo(ofJob.getSchema());
    assertThat(written.getKeyValueMetaData()).isEqualTo(ofJob.getKeyValueMetaData());
    assertThat(written.getCreatedBy()).isEqualTo(ofJob.getCreatedBy());
    assertThat(folder.resolve("driver/samples/run_id=r1/_SUCCESS")).exists();
  }

  @Test
  void rowsAreThoseThatSparkReads() {
    RunTables tables = tables("read");
    List<Row> rows = samples();
    tables.write("r1", Table.SAMPLES, rows, FENCE);
    List<Row> read = tables.rows(Table.SAMPLES, "r1");
    assertThat(read).hasSize(rows.size());
    assertThat(texts(read)).isEqualTo(texts(bySpark("read", Table.SAMPLES).collectAsList()));
    assertThat(tables.rows(Table.SAMPLES, "r1", "text"))
        .allSatisfy(row -> assertThat(row.<String>getAs("text")).isNull());

    Row run =
        new TableRow(Table.RUNS)
            .with("run_id", "r1")
            .with("created", Timestamp.valueOf("2026-01-02 03:04:05.678901"))
            .with("n_items", 7L)
            .with("seconds", 0.1)
            .row();
    tables.write("r1", Table.RUNS, List.of(run), FENCE);
    assertThat(texts(tables.rows(Table.RUNS, "r1")))
        .isEqualTo(texts(bySpark("read", Table.RUNS).collectAsList()))
        .hasSize(1);
  }

  @Test
  void whatIsNoTableIsSaidInALine() throws IOException {
    RunTables tables = tables("broken");
    tables.write("r1", Table.SAMPLES, samples(), FENCE);
    Path part = Files.walk(folder.resolve("broken")).filter(this::isData).findFirst().orElseThrow();
    Files.writeString(part, "no Parquet");
    Files.deleteIfExists(part.resolveSibling("." + part.getFileName() + ".crc"));
    for (Table table : List.of(Table.SAMPLES, Table.ITEMS)) {
      assertThatThrownBy(() -> tables.rows(table, "r1"))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
          .hasMessageContaining("evaluate again");
    }
  }

  private static RunTables tables(String output) {
    return new RunTables(LazySession.of(spark), folder.resolve(output).toString());
  }

  /** In no order, with and without what may be null. */
  private static List<Row> samples() {
    List<Row> rows = new ArrayList<>();
    for (String task : TASKS) {
      for (int document = 0; document < 12; document++) {
        boolean text = document % 3 == 0;
        rows.add(
            new TableRow(Table.SAMPLES)
                .with("run_id", "r1")
                .with("task", task)
                .with("doc_id", document)
                .with("choice", 0)
                .with("unconditional", false)
                .with("log_likelihood", text ? null : -1.0 / (document + 1))
                .with("tokens", document)
                .with("token_log_probabilities", text ? null : new Double[] {-0.5, -0.25})
                .with("text", text ? "\ud83e\udea8 " + document : null)
                .row());
      }
    }
    Collections.shuffle(rows, new Random(5));
    return rows;
  }

  private static Dataset<Row> bySpark(String output, Table table) {
    return spark
        .read()
        .schema(table.schema())
        .option("basePath", folder.resolve(output).resolve(table.toString()).toString())
        .parquet(table.path(folder.resolve(output).toString(), "r1").toString())
        .select(
            table.columns().stream()
                .map(column -> functions.col(column.name()))
                .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::json).sorted().toList();
  }

  /** Rows of a task's file as they lie there. */
  private List<String> inOrder(String output) throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path part : parts(output)) {
      spark.read().parquet(part.toString()).collectAsList().forEach(row -> rows.add(row.json()));
    }
    return rows;
  }

  private List<Path> parts(String output) throws IOException {
    try (var files = Files.walk(folder.resolve(output))) {
      return files.filter(this::isData).sorted().toList();
    }
  }

  private boolean isData(Path file) {
    return file.toString().endsWith(".parquet");
  }

  private FileMetaData metadata(String output) throws IOException {
    HadoopInputFile file =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(parts(output).get(0).toString()), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      return reader.getFooter().getFileMetaData();
    }
  }
}
