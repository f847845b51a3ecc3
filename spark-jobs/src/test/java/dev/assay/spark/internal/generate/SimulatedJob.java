package dev.assay.spark.internal.generate;

import dev.assay.core.replica.ModelFolder;
import dev.assay.core.testing.SyntheticCheckpoint;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A job of many rows whose replica answers in no time: what driver, staging, commits and tables
 * sustain by themselves.
 *
 * @param rows answered
 * @param staging seconds from the start to the first chunk
 * @param chunks seconds of all chunks
 * @param publishing seconds from the last commit to the complete table
 * @param heap bytes that live on the driver after each tenth of the rows
 */
record SimulatedJob(
    long rows, int chunkRows, double staging, double chunks, double publishing, List<Long> heap) {
  private static final int TENTHS = 10;

  double rowsPerSecond() {
    return rows / (staging + chunks + publishing);
  }

  /** Times of the first and the last look. */
  private static final class Looks implements ProgressListener {
    private final List<Long> heap = new ArrayList<>();
    private final boolean collects;
    private long first;
    private long last;

    Looks(boolean collects) {
      this.collects = collects;
    }

    @Override
    public synchronized void report(Report report) {
      last = System.nanoTime();
      if (first == 0) {
        first = last;
      }
      if (report.requests() * TENTHS >= report.allRequests() * heap.size()) {
        if (collects) {
          System.gc();
        }
        Runtime machine = Runtime.getRuntime();
        heap.add(machine.totalMemory() - machine.freeMemory());
        if (collects) {
          System.out.printf(
              Locale.ROOT,
              "  %,d of %,d rows after %.1f s, heap %d MB%n",
              report.requests(),
              report.allRequests(),
              (last - first) / 1e9,
              heap.get(heap.size() - 1) >> 20);
        }
      }
    }
  }

  /**
   * @param folder new
   * @param collects the heap is looked at after a collection, which takes time
   */
  static SimulatedJob run(
      SparkSession spark, Path folder, long rows, int chunkRows, boolean collects) {
    Path input = folder.resolve("input-" + rows);
    if (!Files.exists(input)) {
      spark
          .range(rows)
          .select(
              functions.col("id"),
              functions
                  .concat(
                      functions.sha1(functions.col("id").cast("string")),
                      functions.lit(": what is to be said of this, in a few words?"))
                  .as("prompt"))
          .write()
          .parquet(input.toString());
    }
    ModelFolder model =
        ModelFolder.open(SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 36));
    Settings settings = Settings.of(Map.of("spark.assay.chunkRows", String.valueOf(chunkRows)));
    JobSettings job =
        new JobSettings(
            new InputTable(input.toString(), null, Map.of()),
            folder.resolve("output-" + rows + "-" + chunkRows).toString(),
            TableFormat.PARQUET,
            JobSettings.Execution.of(settings));
    Looks looks = new Looks(collects);
    long started = System.nanoTime();
    GenerateResult result = AnsweredTable.of(spark, job, new InstantAnswers(model), looks);
    long ended = System.nanoTime();
    if (result.counts().rows() != rows || result.counts().failed() != 0) {
      throw new IllegalStateException("of " + rows + " rows: " + result.counts());
    }
    return new SimulatedJob(
        rows,
        chunkRows,
        (looks.first - started) / 1e9,
        result.seconds(),
        (ended - looks.last) / 1e9,
        looks.heap);
  }

  /**
   * @param words a folder, rows of a chunk, and numbers of rows
   */
  public static void main(String[] words) throws IOException {
    SparkSession.Builder builder =
        SparkSession.builder().appName("simulated").config("spark.ui.enabled", "false");
    Object[] options = TestCluster.options();
    for (int i = 0; i < options.length; i += 2) {
      String[] setting = options[i + 1].toString().split("=", 2);
      builder =
          options[i].equals("--master")
              ? builder.master(options[i + 1].toString())
              : builder.config(setting[0], setting[1]);
    }
    Path folder = Files.createDirectories(Path.of(words[0]));
    try (SparkSession spark = builder.getOrCreate()) {
      for (int i = 2; i < words.length; i++) {
        SimulatedJob done =
            run(spark, folder, Long.parseLong(words[i]), Integer.parseInt(words[1]), true);
        System.out.printf(
            Locale.ROOT,
            "%,d rows, chunks of %,d: %,.0f rows/s; staging %.1f s, chunks %.1f s, publishing %.1f"
                + " s; driver heap after tenths, MB: %s%n",
            done.rows,
            done.chunkRows,
            done.rowsPerSecond(),
            done.staging,
            done.chunks,
            done.publishing,
            done.heap.stream().map(bytes -> bytes >> 20).toList());
      }
    }
  }
}
