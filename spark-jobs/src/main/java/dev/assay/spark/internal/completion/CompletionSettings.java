package dev.assay.spark.internal.completion;

import dev.assay.core.error.FailureBudget;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.spark.internal.generate.JobSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to answer and to score.
 *
 * @param model Hugging Face model folder, at the same path on every host
 * @param limit of documents per task
 * @param data folder of benchmark data, read by the driver
 * @param output folder of tables; any Hadoop path
 * @param sampling how shots are drawn
 * @param chat how questions become conversations; empty where the model reads them as they are
 * @param withoutBegin no BOS before prompts, whatever the family wants
 * @param failures how many items may fail
 * @param harnessFiles results_*.json and samples_*.jsonl are written beside the tables
 */
public record CompletionSettings(
    Path model,
    List<SelectedGenerationTask> tasks,
    DocumentLimit limit,
    Path data,
    String output,
    FewShotSampling sampling,
    Optional<ChatForm> chat,
    boolean withoutBegin,
    FailureBudget failures,
    boolean harnessFiles,
    JobSettings.Execution execution) {
  public CompletionSettings {
    tasks = List.copyOf(tasks);
  }
}
