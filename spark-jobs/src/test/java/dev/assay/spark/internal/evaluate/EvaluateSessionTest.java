package dev.assay.spark.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.error.FailureBudget;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.chunks.Completion;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.testing.SampleBenchmarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in a session that lives on: one cancelled in the middle, two models at once. */
class EvaluateSessionTest {
  @TempDir private Path folder;

  @Test
  void sameJobGoesOnAfterItWasCancelled() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      EvaluateSettings settings = settings(17);
      CountDownLatch begun = new CountDownLatch(1);
      AtomicBoolean ended = new AtomicBoolean();
      Thread cancelling = new Thread(() -> cancel(spark, begun, ended));
      cancelling.start();
      EvaluateJob job =
          new EvaluateJob(
              spark,
              settings,
              report -> {
                if (!report.description().startsWith("0 of")) {
                  begun.countDown();
                }
              });
      assertThatThrownBy(job::run).hasMessageContaining("cancelled");
      ended.set(true);
      cancelling.join();
      EvaluateResult result = new EvaluateJob(spark, settings, report -> {}).run();
      assertThat(result.completion()).isEqualTo(Completion.CONTINUED);
      assertThat(result.scores().items()).isEqualTo(150);
      assertThat(spark.read().parquet(settings.output() + "/samples").count()).isEqualTo(600);
    }
  }

  @Test
  void jobsOfTwoModelsTakeTurns() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[4]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      ExecutorService both = Executors.newFixedThreadPool(2);
      List<Future<EvaluateResult>> results = new ArrayList<>();
      for (long seed : new long[] {18, 19}) {
        EvaluateJob job = new EvaluateJob(spark, settings(seed), report -> {});
        results.add(both.submit(job::run));
      }
      for (Future<EvaluateResult> result : results) {
        assertThat(result.get().scores().failed()).isZero();
        assertThat(result.get().scores().items()).isEqualTo(150);
      }
      assertThat(results.get(0).get().runId()).isNotEqualTo(results.get(1).get().runId());
      both.shutdown();
    }
  }

  @Test
  void aCompleteRunIsReadWithoutASession() throws Exception {
    EvaluateSettings settings = settings(20);
    EvaluateResult computed;
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      computed = new EvaluateJob(spark, settings, report -> {}).run();
    }
    SparkConf conf = new SparkConf().setMaster("local[2]");
    try (LazySession none =
        LazySession.of(
            conf,
            () -> {
              throw new IllegalStateException("a session was started");
            })) {
      EvaluateResult read = new EvaluateJob(none, settings, report -> {}).run();
      assertThat(read.completion()).isEqualTo(Completion.COMPLETE_BEFORE);
      assertThat(read.scores().all()).isEqualTo(computed.scores().all());
      assertThat(read.sharing()).isEqualTo(computed.sharing());
      assertThat(none.slots()).isEqualTo(2);
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

  private EvaluateSettings settings(long seed) {
    return new EvaluateSettings(
        SyntheticCheckpoint.recurrentGemma(folder.resolve("model" + seed), seed),
        TaskCatalog.standard().select(List.of("hellaswag"), OptionalInt.empty()).tasks(),
        List.of(),
        DocumentLimit.all(),
        DatasetForms.folder(SampleBenchmarks.write(folder.resolve("data"), 150)),
        folder.resolve("output" + seed).toString(),
        Truncation.SHOTS,
        OptionalInt.empty(),
        FewShotSampling.harness(),
        Optional.empty(),
        false,
        new FailureBudget(0),
        new EvaluateSettings.Details(false, false, false),
        EvaluateSettings.Execution.of(
            Settings.of(
                Map.of("spark.assay.kernels", "plain", "spark.assay.chunkTokens", "1000"))));
  }
}
