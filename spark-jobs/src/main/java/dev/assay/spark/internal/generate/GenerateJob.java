package dev.assay.spark.internal.generate;

import dev.assay.spark.internal.progress.ProgressListener;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a table of answers of a table of prompts: every input row comes out once, with an answer or
 * an error. The same settings again continue where the last invocation stopped, and once complete
 * compute nothing. Answers depend on rows, model and parameters alone.
 */
public final class GenerateJob {
  private final SparkSession spark;
  private final JobSettings settings;
  private final RowAnswers answers;
  private final ProgressListener listener;

  public GenerateJob(SparkSession spark, GenerateSettings settings, ProgressListener listener) {
    this.spark = spark;
    this.settings = settings.job();
    this.answers = new GenerationAnswers(settings.generation());
    this.listener = listener;
  }

  /**
   * @throws dev.assay.core.error.AssayException of kind USAGE, MODEL or DATA before anything is
   *     computed; of kind OUTPUT where the output is another job's, or another driver works at it
   */
  public GenerateResult run() {
    return AnsweredTable.of(spark, settings, answers, listener);
  }
}
