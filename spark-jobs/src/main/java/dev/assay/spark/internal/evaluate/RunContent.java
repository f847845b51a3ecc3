package dev.assay.spark.internal.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.core.kernel.NumericsVersion;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.encoding.EncodingPolicy;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunIdentity;
import dev.assay.spark.internal.tables.TaskContent;
import java.util.List;

/**
 * What a run's outcomes are a function of, and nothing else: equal content, equal outcomes, bit for
 * bit. How the work is cut and computed is no part of it.
 *
 * @param quantization the name of what weights are quantised to; null, and left out of the JSON,
 *     where they are not
 */
record RunContent(
    String modelFingerprint,
    String tokenizerFingerprint,
    int numericsVersion,
    List<TaskContent> tasks,
    double limit,
    String truncation,
    int maxLength,
    Integer begin,
    String sampling,
    long seed,
    boolean prompts,
    boolean tokenLogProbabilities,
    @JsonInclude(JsonInclude.Include.NON_NULL) String quantization) {

  static RunContent of(EvaluateSettings settings, ModelFolder model, List<PreparedTask> tasks) {
    EncodingPolicy policy = settings.encoding(model);
    Quantization quantization = settings.execution().replica().quantization();
    return new RunContent(
        model.fingerprint(),
        model.tokenizerFingerprint(),
        NumericsVersion.CURRENT,
        tasks.stream().map(RunContent::task).toList(),
        Double.isInfinite(settings.limit().value()) ? 0 : settings.limit().value(),
        policy.truncation().name(),
        policy.maxLength(),
        policy.bos().isPresent() ? policy.bos().getAsInt() : null,
        settings.sampling().mode().name(),
        settings.sampling().seed(),
        settings.details().prompts(),
        settings.details().tokenLogProbabilities(),
        quantization == Quantization.NONE ? null : quantization.toString());
  }

  private static TaskContent task(PreparedTask task) {
    return new TaskContent(
        task.name(),
        task.task().definition().version(),
        task.task().definition().fingerprint(),
        task.task().shots(),
        task.documents(),
        task.files());
  }

  String json() {
    return RunIdentity.json(this);
  }

  String runId() {
    return RunIdentity.id(RunFolder.CHOSEN, this);
  }
}
