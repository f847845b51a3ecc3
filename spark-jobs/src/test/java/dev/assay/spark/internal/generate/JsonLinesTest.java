package dev.assay.spark.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that Spark's reader would refuse the whole input for, or change, are rows of their own. */
class JsonLinesTest {
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private List<Row> read(String... lines) throws IOException {
    Path input = folder.resolve("rows.jsonl");
    Files.write(input, List.of(lines));
    Dataset<Row> rows = new InputTable(input.toString(), null, Map.of()).read(spark);
    return rows.select("id", "prompt", "_corrupt_record").collectAsList();
  }

  @Test
  void keyThatStandsTwiceBreaksItsOwnLine() throws IOException {
    String twice = "{\"id\": 2, \"prompt\": \"two\", \"prompt\": \"three\"}";
    List<Row> rows =
        read("{\"id\": 1, \"prompt\": \"one\"}", twice, "", "{\"id\": 3, \"prompt\": \"vier\"}");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).getString(1)).isEqualTo("one");
    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(1).isNullAt(0)).isTrue();
    assertThat(rows.get(1).getString(2)).isEqualTo(twice);
    assertThat(rows.get(2).getLong(0)).isEqualTo(3);
  }

  @Test
  void halfACharacterBreaksItsOwnLineAndTwoHalvesNone() throws IOException {
    String half = "{\"id\": 2, \"prompt\": \"a\\ud800b\"}";
    List<Row> rows =
        read("{\"id\": 1, \"prompt\": \"\\ud83d\\ude00\"}", half, "no JSON", "{\"id\": 4}");
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).getString(1)).isEqualTo("\ud83d\ude00");
    assertThat(rows.get(0).isNullAt(2)).isTrue();
    assertThat(rows.get(1).isNullAt(1)).isTrue();
    assertThat(rows.get(1).getString(2)).isEqualTo(half);
    assertThat(rows.get(2).getString(2)).isEqualTo("no JSON");
    assertThat(rows.get(3).getLong(0)).isEqualTo(4);
    assertThat(rows.get(3).isNullAt(2)).isTrue();
  }
}
