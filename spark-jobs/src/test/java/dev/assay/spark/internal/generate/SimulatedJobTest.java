package dev.assay.spark.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many rows through a replica that costs nothing, few enough for every build. */
class SimulatedJobTest {
  private static final int ROWS = 3000;

  @TempDir private Path folder;

  @Test
  void everyRowIsAnsweredInChunks() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      SimulatedJob done = SimulatedJob.run(spark, folder, ROWS, 1000, false);
      assertThat(done.rows()).isEqualTo(ROWS);
      assertThat(done.chunks()).isPositive();
    }
  }
}
