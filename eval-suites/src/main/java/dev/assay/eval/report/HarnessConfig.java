package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.harness.HarnessTask;
import dev.assay.eval.task.DataSource;
import dev.assay.eval.task.GenerationMetricDefinition;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.Task;
import dev.assay.eval.task.TaskDefinition;

/**
 * A task's entry in the {@code configs} of the reference harness's results, under the harness's
 * keys; {@code metadata.definition} has Assay's own task file.
 */
final class HarnessConfig {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private HarnessConfig() {}

  static ObjectNode of(SelectedTask selected) {
    TaskDefinition task = selected.definition();
    ObjectNode config = HarnessTask.of(selected, dataset(task.source()));
    config.withObject("fewshot_config").set("split", config.get("fewshot_split"));
    return finish(config, task);
  }

  static ObjectNode of(SelectedGenerationTask selected) {
    GenerationTask task = selected.definition();
    ObjectNode config = JSON.createObjectNode().put("task", task.name());
    config.setAll(dataset(task.source()));
    config.put("output_type", "generate_until");
    config.put("num_fewshot", selected.shots());
    config.set("generation_kwargs", JSON.valueToTree(task.generation()));
    ArrayNode metrics = config.putArray("metric_list");
    for (GenerationMetricDefinition metric : task.metrics()) {
      metrics
          .addObject()
          .put("metric", metric.metric().label())
          .put("higher_is_better", metric.higherIsBetter());
    }
    config.putObject("metadata").set("version", HarnessTask.version(task.version()));
    return finish(config, task);
  }

  private static ObjectNode dataset(DataSource source) {
    ObjectNode dataset = JSON.createObjectNode().put("dataset_path", source.dataset());
    return source.configuration().isEmpty()
        ? dataset
        : dataset.put("dataset_name", source.configuration());
  }

  private static ObjectNode finish(ObjectNode config, Task task) {
    config.put("unsafe_code", false);
    config.put("repeats", 1);
    config.put("should_decontaminate", false);
    config.withObject("metadata").set("definition", JSON.valueToTree(task));
    return config;
  }
}
