package dev.assay.spark.internal.completion;

import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunIdentity;
import dev.assay.spark.internal.tables.TaskContent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run's completions are a function of: equal content, equal completions, bit for bit.
 *
 * @param answers what the table of completions depends on, by name: model, parameters, items
 */
record CompletionContent(List<TaskContent> tasks, Map<String, String> answers) {
  String json() {
    return RunIdentity.json(this);
  }

  String runId() {
    return RunIdentity.id(RunFolder.GENERATED, this);
  }

  /**
   * The tasks with their definitions.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA for a task that is not what it was
   *     when the run was made
   */
  List<SelectedGenerationTask> definitions() {
    Map<String, GenerationTask> known =
        TaskCatalog.standard().generationTasks().stream()
            .collect(Collectors.toMap(GenerationTask::name, Function.identity()));
    return tasks.stream().map(task -> selected(task, known.get(task.name()))).toList();
  }

  private static SelectedGenerationTask selected(TaskContent task, GenerationTask definition) {
    task.checkUnchanged(definition == null ? null : definition.fingerprint());
    return new SelectedGenerationTask(definition, task.shots());
  }
}
