package dev.assay.spark.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads an output folder's tables as anybody would: without Assay's classes. */
public final class StoredTables implements AutoCloseable {
  private final Path output;
  private final SparkSession spark;

  public StoredTables(Path output) {
    this.output = output;
    this.spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate();
  }

  public Dataset<Row> table(String name) {
    return spark.read().parquet(output.resolve(name).toString());
  }

  /** Rows of a run in the order of the given columns. */
  public List<Row> rows(String table, String runId, String... order) {
    Dataset<Row> rows = table(table).where("run_id = '" + runId + "'");
    return order.length == 0
        ? rows.collectAsList()
        : rows.orderBy(order[0], List.of(order).subList(1, order.length).toArray(String[]::new))
            .collectAsList();
  }

  /** All rows of all runs in an output, but for what they cost. */
  public static List<String> content(SparkSession spark, Path output) {
    return content(spark, output, "%");
  }

  /** The same of one run, or of those whose ids are like a pattern. */
  public static List<String> content(SparkSession spark, Path output, String runId) {
    String wanted = "run_id LIKE '" + runId + "'";
    List<String> content = new ArrayList<>();
    for (String table : List.of("samples", "items", "scores", "summary")) {
      spark
          .read()
          .parquet(output.resolve(table).toString())
          .where(wanted)
          .drop("tokens_computed", "tokens_without_sharing")
          .collectAsList()
          .forEach(row -> content.add(table + " " + row));
    }
    spark
        .read()
        .parquet(output.resolve("runs").toString())
        .where(wanted)
        .select("run_id", "content", "n_items", "n_failed")
        .collectAsList()
        .forEach(row -> content.add("runs " + row));
    return content.stream().sorted().toList();
  }

  public List<String> content() {
    return content(spark, output);
  }

  /** sha256 over every sample of a run, log-likelihoods by their bits. */
  public String samplesDigest(String runId) {
    return digest(rows("samples", runId, "task", "doc_id", "choice"));
  }

  /** The same, of samples of choices that were collected. */
  public static String digest(List<Row> samples) {
    StringBuilder text = new StringBuilder();
    for (Row row : samples) {
      text.append(row.<String>getAs("task")).append(' ');
      text.append(row.<Integer>getAs("doc_id")).append(' ');
      text.append(row.<Integer>getAs("choice")).append(' ');
      text.append(Long.toHexString(Double.doubleToRawLongBits(row.getAs("log_likelihood"))));
      text.append(' ').append(row.<Boolean>getAs("greedy")).append(' ');
      text.append(row.<Integer>getAs("tokens")).append(' ');
      text.append(row.<Integer>getAs("code_points")).append(' ');
      text.append(row.<Integer>getAs("bytes")).append('\n');
    }
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    spark.stop();
  }
}
