package dev.assay.spark.internal.evaluate;

import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.kernel.NumericsVersion;
import dev.assay.core.kernel.Quantization;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.prompt.SplitCoverage;
import dev.assay.eval.request.ChatForm;
import dev.assay.eval.request.EncodingPolicy;
import dev.assay.eval.request.PromptForm;
import dev.assay.eval.request.RequestChunk;
import dev.assay.eval.request.RequestEncoder;
import dev.assay.eval.request.RequestPlan;
import dev.assay.eval.run.RunSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is known before the model is asked.
 *
 * @param forms by task
 */
record PreparedRun(
    EvaluateSettings settings,
    ModelFolder model,
    RunSpecification specification,
    List<PreparedTask> tasks,
    Map<String, PromptForm> forms) {
  static PreparedRun of(EvaluateSettings settings) {
    ModelFolder model = ModelFolder.open(settings.model());
    EncodingPolicy policy = settings.encoding(model);
    RequestEncoder encoder =
        new RequestEncoder(
            settings.chat().isPresent()
                ? model.tokenizer().parsingSpecialTokens()
                : model.tokenizer(),
            policy,
            settings.details().tokenLogProbabilities(),
            settings.sampling().seed());
    Optional<ChatTemplate> template =
        settings
            .chat()
            .map(
                chat ->
                    ChatTemplate.of(
                            model.chatTemplate(), model.configuration().family().modelType())
                        .with(chat.variables()));
    Map<String, PromptForm> forms = new HashMap<>();
    settings.tasks().forEach(task -> forms.put(task.task().name(), form(task, settings, template)));
    List<PreparedTask> tasks =
        settings.tasks().stream()
            .map(task -> PreparedTask.of(task, settings, encoder, forms.get(task.task().name())))
            .toList();
    return new PreparedRun(
        settings, model, specification(settings, model, policy, tasks), tasks, forms);
  }

  private static PromptForm form(
      SelectedTask task, EvaluateSettings settings, Optional<ChatTemplate> template) {
    return settings
        .chat()
        .<PromptForm>map(
            chat ->
                new ChatForm(
                    template.orElseThrow(),
                    chat.examplesAreTurns(),
                    chat.systemInstruction(),
                    task.task().prompt().exampleDelimiter()))
        .orElse(PromptForm.PLAIN);
  }

  /**
   * A folder's own template is part of its tokenizer's fingerprint; here it is only said that
   * prompts are by it, and not by the family's.
   */
  private static String chat(EvaluateSettings.Chat chat, ModelFolder model) {
    return chat + (model.chatTemplate().isPresent() ? " by the folder's template" : "");
  }

  private static RunSpecification specification(
      EvaluateSettings settings,
      ModelFolder model,
      EncodingPolicy policy,
      List<PreparedTask> tasks) {
    Quantization quantization = settings.execution().replica().quantization();
    return new RunSpecification(
        model.fingerprint(),
        model.tokenizerFingerprint(),
        NumericsVersion.CURRENT,
        quantization == Quantization.NONE ? null : quantization.toString(),
        tasks.stream().map(PreparedTask::specification).toList(),
        settings.groups().stream().map(group -> headed(group, tasks)).toList(),
        Double.isInfinite(settings.limit().value()) ? 0 : settings.limit().value(),
        policy.truncation().name(),
        policy.maxLength(),
        policy.bos().isPresent() ? policy.bos().getAsInt() : null,
        settings.sampling().mode().name(),
        settings.sampling().seed(),
        settings.chat().map(chat -> chat(chat, model)).orElse(null),
        settings.details().prompts(),
        settings.details().tokenLogProbabilities());
  }

  /** A group of parts of a set is headed so as its tasks are. */
  private static TaskGroup headed(TaskGroup group, List<PreparedTask> tasks) {
    List<SplitCoverage> coverages =
        tasks.stream()
            .filter(task -> group.tasks().contains(task.name()))
            .map(PreparedTask::coverage)
            .distinct()
            .toList();
    return coverages.size() == 1 ? group.called(coverages.get(0).heading(group.alias())) : group;
  }

  /** What is not there of sets that are evaluated without it, task by task. */
  List<String> missing() {
    return tasks.stream()
        .filter(task -> !task.coverage().whole())
        .map(
            task ->
                task.name()
                    + ": "
                    + task.coverage().text()
                    + "; not here: "
                    + String.join(", ", task.coverage().missing()))
        .toList();
  }

  long items() {
    return tasks.stream().mapToLong(task -> task.items().size()).sum();
  }

  /** The same whenever it is cut again, for one number of tokens. */
  List<RequestChunk> chunks(int chunkTokens) {
    return RequestPlan.chunks(tasks.stream().map(PreparedTask::requests).toList(), chunkTokens);
  }
}
