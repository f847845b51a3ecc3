package dev.assay.spark.internal.generate;

import dev.assay.spark.internal.progress.ProgressListener;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a table of answers of a table of prompts: every input row comes out once, with an answer or
 * an error. The same settings again continue where the last invocation stopped, and once complete
 * compute nothing. Answers depend on rows, model and parameters alone.
 */
public final class GenerateJob {
  private final ChunkedJob job;

  public GenerateJob(SparkSession spark, GenerateSettings settings, ProgressListener listener) {
    this.job =
        new ChunkedJob(
            spark, settings.job(), new GenerationAnswers(settings.generation()), listener);
  }

  /**
   * @throws dev.assay.core.error.AssayException of kind USAGE, MODEL or DATA before anything is
   *     computed; of kind OUTPUT where the output is another job's, or another driver works at it
   */
  public GenerateResult run() {
    return job.run();
  }
}
