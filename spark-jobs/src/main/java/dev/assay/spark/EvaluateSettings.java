package dev.assay.spark;

import dev.assay.eval.encoding.Truncation;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What to evaluate.
 *
 * @param model Hugging Face model folder, at the same path on every host
 * @param tasks names, groups or globs, each with an optional number of shots
 * @param shots for every task that names none; empty for each task's default
 * @param limit of documents per task
 * @param data folder of benchmark data, read by the driver
 * @param output folder of tables; any Hadoop path
 * @param truncation what gives way where a prompt is too long
 * @param maxLength tokens the model is given at most; empty for the family's default
 * @param sampling how shots are drawn
 * @param withoutBegin score without BOS where the family wants it
 * @param failures how many items may fail
 * @param details what the tables hold besides outcomes
 * @param execution how the work is cut and computed
 */
public record EvaluateSettings(
    Path model,
    List<String> tasks,
    OptionalInt shots,
    DocumentLimit limit,
    Path data,
    String output,
    Truncation truncation,
    OptionalInt maxLength,
    FewShotSampling sampling,
    boolean withoutBegin,
    FailureBudget failures,
    Details details,
    Execution execution) {
  public EvaluateSettings {
    tasks = List.copyOf(tasks);
  }

  /**
   * @param prompts {@code items.prompt} is filled
   * @param tokenLogProbabilities {@code samples.token_log_probabilities} is filled
   * @param harnessFiles results_*.json and samples_*.jsonl are written beside the tables
   */
  public record Details(boolean prompts, boolean tokenLogProbabilities, boolean harnessFiles) {}

  /**
   * Nothing here changes a result.
   *
   * @param partitions tasks per chunk; 0 for Spark's default parallelism
   * @param chunkTokens tokens to compute, about, between two commits
   */
  public record Execution(int partitions, int chunkTokens, ReplicaSettings replica) {
    public static Execution defaults() {
      return new Execution(0, 1 << 16, ReplicaSettings.defaults());
    }
  }
}
