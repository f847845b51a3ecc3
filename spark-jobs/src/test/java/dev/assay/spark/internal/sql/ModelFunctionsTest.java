package dev.assay.spark.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Gauge;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.api.AssayCatalog;
import dev.assay.spark.api.AssayExtension;
import dev.assay.spark.api.AssayPlugin;
import dev.assay.spark.api.Generation;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** The same functions from SQL, with the session extension and without, and from DataFrames. */
class ModelFunctionsTest {
  @TempDir static Path folder;
  private static Path model;
  private static SparkSession batched;

  @BeforeAll
  static void start() {
    model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 32);
    Path other = SyntheticCheckpoint.gemma(folder.resolve("other"), 33);
    batched =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", AssayExtension.class.getName())
            .config("spark.sql.catalog.assay", AssayCatalog.class.getName())
            .config("spark.sql.catalog.assay.model", model.toString())
            .config("spark.sql.catalog.assay.max_new_tokens", "8")
            .config("spark.sql.catalog.other", AssayCatalog.class.getName())
            .config("spark.sql.catalog.other.model", other.toString())
            .config("spark.sql.catalog.other.max_new_tokens", "4")
            .config("spark.plugins", AssayPlugin.class.getName())
            .config("spark.assay.model", model.toString())
            .getOrCreate();
    batched
        .range(12)
        .selectExpr("id", "concat('stone ', id % 7, ' of the river') AS body")
        .repartition(3)
        .createOrReplaceTempView("questions");
  }

  @AfterAll
  static void stop() {
    batched.stop();
  }

  @Test
  void sqlAnswersAsTheBuilderDoes() {
    Dataset<Row> sql =
        batched.sql("SELECT id, assay.generate(body).text AS text FROM questions ORDER BY id");
    assertThat(sql.queryExecution().toString()).contains("ModelCalls");
    Dataset<Row> built =
        Generation.with(model.toString())
            .promptColumn("body")
            .parameter("max_new_tokens", 8)
            .apply(batched.table("questions"))
            .selectExpr("id", "generation.text")
            .orderBy("id");
    assertThat(sql.collectAsList()).hasSize(12).isEqualTo(built.collectAsList());
  }

  @Test
  void equalCallsAreComputedOnceAndFiltersComeFirst() {
    Dataset<Row> rows =
        batched.sql(
            "SELECT g.text, g.completion_tokens, length(g.text) FROM"
                + " (SELECT id, assay.generate(body) AS g FROM questions)"
                + " WHERE id < 5 AND g.completion_tokens > 0");
    String plan = rows.queryExecution().executedPlan().toString();
    assertThat(plan.split("ModelCalls", -1)).as(plan).hasSize(2);
    assertThat(plan.indexOf("ModelCalls")).isLessThan(plan.indexOf("(id#"));
    assertThat(rows.collectAsList()).hasSize(5);
    String unread =
        batched
            .sql("SELECT id FROM (SELECT id, assay.generate(body) AS g FROM questions)")
            .queryExecution()
            .executedPlan()
            .toString();
    assertThat(unread).doesNotContain("ModelCalls");
  }

  @Test
  void callsInsideCallsAndParameters() {
    List<Row> rows =
        batched
            .sql(
                "SELECT assay.count_tokens(assay.generate(body, map('max_new_tokens', '3')).text),"
                    + " assay.generate(body, map('max_new_tokens', '3')).completion_tokens,"
                    + " assay.generate(body, map('max_new_tokens', 'many')).error.code,"
                    + " assay.loglikelihood(body, ' and stone').loglikelihood < 0,"
                    + " assay.loglikelihood(NULL, body).error.code"
                    + " FROM questions")
            .collectAsList();
    assertThat(rows).hasSize(12);
    for (Row row : rows) {
      assertThat(row.getInt(1)).isEqualTo(3);
      assertThat(row.getString(2)).isEqualTo("invalid_parameter");
      assertThat(row.getBoolean(3)).isTrue();
      assertThat(row.getString(4)).isEqualTo("null_context");
    }
  }

  @Test
  void aroundAggregatesAndInJoins() {
    assertThat(
            batched
                .sql(
                    "SELECT assay.count_tokens(concat_ws(' ', collect_list(body))) FROM questions"
                        + " GROUP BY id % 2")
                .collectAsList())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.getInt(0)).isPositive());
    assertThat(
            batched
                .sql("SELECT max(assay.count_tokens(body)), count(*) FROM questions")
                .head()
                .getLong(1))
        .isEqualTo(12);
    assertThat(
            batched
                .sql(
                    "SELECT count(*) FROM questions a JOIN questions b ON a.id = b.id"
                        + " AND assay.count_tokens(concat(a.body, b.body)) > 0")
                .head()
                .getLong(0))
        .isEqualTo(12);
    assertThat(
            batched
                .sql(
                    "SELECT transform(split(body, ' '), w -> assay.count_tokens(w)) FROM questions")
                .head()
                .getList(0))
        .hasSize(5);
  }

  /**
   * Where calls cannot be taken out they are evaluated where they stand, as without the extension.
   */
  @Test
  void whatIsDrawnAnewAndSubqueriesOfTheRowOutside() {
    for (String query :
        List.of(
            "SELECT assay.generate(body, NULL, uuid()).text IS NOT NULL FROM questions",
            "SELECT assay.generate(body, NULL, CAST(monotonically_increasing_id() AS STRING))"
                + ".text IS NOT NULL FROM questions",
            "SELECT assay.count_tokens(concat(body, CAST(rand() AS STRING))) > 0 FROM questions",
            "SELECT (SELECT max(assay.count_tokens(b.body)) FROM questions b WHERE b.id = a.id) > 0"
                + " FROM questions a",
            "SELECT (SELECT max(b.id) FROM questions b WHERE b.id = a.id"
                + " AND assay.count_tokens(b.body) > 0) = a.id FROM questions a",
            "SELECT EXISTS (SELECT 1 FROM questions b WHERE b.id = a.id"
                + " AND assay.count_tokens(b.body) > 0) FROM questions a",
            "SELECT assay.count_tokens(body) = (SELECT max(assay.count_tokens(b.body))"
                + " FROM questions b WHERE b.id = a.id) FROM questions a")) {
      assertThat(batched.sql(query).collectAsList())
          .as(query)
          .hasSize(12)
          .allSatisfy(row -> assertThat(row.getBoolean(0)).isTrue());
    }
  }

  @Test
  void whatFitsNoParameterOrTokenIsTheRowsOwnError() {
    for (String call :
        List.of(
            "generate(body, map('stop', '[\"a\",null]'))",
            "generate(array(5000000000))",
            "generate(array(5, NULL))",
            "generate(array(-1))")) {
      List<Row> rows =
          batched.sql("SELECT assay." + call + ".error.code FROM questions").collectAsList();
      assertThat(rows)
          .as(call)
          .hasSize(12)
          .allSatisfy(
              row -> assertThat(row.getString(0)).isIn("invalid_parameter", "unknown_token"));
    }
    assertThat(batched.sql("SELECT assay.generate(array(5, 6)).text").head().getString(0))
        .isNotNull();
  }

  @Test
  void constantsAndNoRows() {
    assertThat(batched.sql("SELECT assay.count_tokens('a river')").head().getInt(0)).isPositive();
    assertThat(batched.sql("SELECT assay.generate(body) FROM questions WHERE id < 0").count())
        .isZero();
    assertThat(
            batched.sql("SELECT assay.generate(body).text FROM questions LIMIT 3").collectAsList())
        .hasSize(3);
  }

  @Test
  void twoModelsInOneQuery() {
    List<Row> rows =
        batched
            .sql(
                "SELECT other.generate(assay.generate(body).text).completion_tokens,"
                    + " other.count_tokens(body) FROM questions")
            .collectAsList();
    assertThat(rows).hasSize(12).allSatisfy(row -> assertThat(row.getInt(0)).isEqualTo(4));
  }

  @Test
  void thePluginShowsWhatAReplicaDoes() {
    batched.sql("SELECT assay.generate(body) FROM questions").collectAsList();
    Source source =
        CollectionConverters.asJava(
                SparkEnv.get()
                    .metricsSystem()
                    .getSourcesByName("plugin." + AssayPlugin.class.getName()))
            .get(0);
    SortedMap<String, Gauge> gauges = source.metricRegistry().getGauges();
    assertThat(gauges.keySet())
        .contains("rows.failed", "batch.tokens.mean", "cache.hits", "queue.wait.millis.mean");
    assertThat((Long) gauges.get("rows.answered").getValue()).isGreaterThanOrEqualTo(12);
    assertThat((Long) gauges.get("tokens.generated").getValue()).isPositive();
    assertThat((Double) gauges.get("batch.tokens.mean").getValue()).isPositive();
  }

  @Test
  void whatDoesNotExistIsSaid() {
    assertThatThrownBy(() -> batched.sql("SELECT assay.generat('a')").collectAsList())
        .hasMessageContaining("did you mean 'generate'?");
    assertThatThrownBy(() -> batched.sql("SELECT assay.generate(1.5)").collectAsList())
        .hasMessageContaining("prompt cannot be of the type decimal");
  }
}
