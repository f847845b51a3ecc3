package dev.assay.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.digest.Sha256;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.tables.RunFolder;
import dev.assay.tables.TaskContent;
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
  private static final int ID_DIGITS = 16;

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  String json() {
    try {
      return CANONICAL.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's content cannot be written", e);
    }
  }

  /** The run's id: made from its content alone. */
  String runId() {
    return RunFolder.GENERATED + Sha256.of(json()).substring(0, ID_DIGITS);
  }

  /**
   * The tasks with their definitions.
   *
   * @throws dev.assay.error.AssayException of kind DATA for a task that is not what it was when the
   *     run was made
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
