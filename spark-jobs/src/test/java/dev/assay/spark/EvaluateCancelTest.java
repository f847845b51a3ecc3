package dev.assay.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.error.FailureBudget;
import dev.assay.eval.encoding.Truncation;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.settings.Settings;
import dev.assay.testing.SampleBenchmarks;
import dev.assay.testing.SyntheticCheckpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job cancelled in the middle, in a session that lives on. */
class EvaluateCancelTest {
  @TempDir private Path folder;

  @Test
  void sameJobGoesOnAfterItWasCancelled() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      EvaluateSettings settings = settings();
      CountDownLatch begun = new CountDownLatch(1);
      AtomicBoolean ended = new AtomicBoolean();
      Thread cancelling = new Thread(() -> cancel(spark, begun, ended));
      cancelling.start();
      EvaluateJob job = new EvaluateJob(spark, settings, report -> begun.countDown());
      assertThatThrownBy(job::run).hasMessageContaining("cancelled");
      ended.set(true);
      cancelling.join();
      EvaluateResult result = new EvaluateJob(spark, settings, report -> {}).run();
      assertThat(result.progress()).isEqualTo(EvaluateResult.Progress.CONTINUED);
      assertThat(result.items()).isEqualTo(300);
      assertThat(spark.read().parquet(settings.output() + "/samples").count()).isEqualTo(1200);
    }
  }

  /** Cancels what runs, again and again: a call between two jobs cancels nothing. */
  private static void cancel(SparkSession spark, CountDownLatch begun, AtomicBoolean ended) {
    try {
      begun.await();
      while (!ended.get()) {
        spark.sparkContext().cancelAllJobs();
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private EvaluateSettings settings() {
    return new EvaluateSettings(
        SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 17),
        TaskCatalog.standard().select(List.of("hellaswag"), OptionalInt.empty()),
        List.of(),
        DocumentLimit.all(),
        SampleBenchmarks.write(folder.resolve("data"), 300),
        folder.resolve("output").toString(),
        Truncation.SHOTS,
        OptionalInt.empty(),
        FewShotSampling.harness(),
        false,
        new FailureBudget(0),
        new EvaluateSettings.Details(false, false, false),
        EvaluateSettings.Execution.of(
            Settings.of(
                Map.of("spark.assay.kernels", "plain", "spark.assay.chunkTokens", "1000"))));
  }
}
