package dev.assay.spark.internal.generate;

import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.functions.GenerateFunction;
import dev.assay.spark.internal.progress.ProgressListener;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;

/**
 * Answers a batch file in OpenAI's form: in the output folder a line for each request, in {@code
 * output.jsonl} where it was answered, in {@code errors.jsonl} where not. Continues as {@link
 * GenerateJob} does.
 */
public final class BatchJob {
  private final SparkSession spark;
  private final JobSettings settings;
  private final RowAnswers answers;
  private final ProgressListener listener;

  /**
   * @param settings {@code input} is text, chunks are kept as Parquet
   */
  public BatchJob(
      SparkSession spark, JobSettings settings, Requests requests, ProgressListener listener) {
    ModelFolder model = ModelFolder.open(requests.model());
    this.answers =
        new BatchAnswers(
            model,
            requests.withoutBegin(),
            GenerateFunction.mostPromptTokens(model, requests.mostPromptTokens()),
            requests.defaults());
    this.spark = spark;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * How requests are answered where they say nothing.
   *
   * @param withoutBegin no BOS before prompts, whatever the family wants
   * @param defaults the most tokens of a chat's answer, and the seed
   */
  public record Requests(
      Path model, boolean withoutBegin, OptionalInt mostPromptTokens, GenerationOptions defaults) {}

  /** As {@link GenerateJob#run}. */
  public GenerateResult run() {
    return AnsweredTable.of(spark, settings, answers, listener);
  }
}
