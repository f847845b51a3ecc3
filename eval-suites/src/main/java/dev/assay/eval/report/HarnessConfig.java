package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.harness.HarnessTask;
import dev.assay.eval.task.SelectedTask;
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
    ObjectNode dataset = JSON.createObjectNode().put("dataset_path", task.source().dataset());
    if (!task.source().configuration().isEmpty()) {
      dataset.put("dataset_name", task.source().configuration());
    }
    ObjectNode config = HarnessTask.of(selected, dataset);
    config.withObject("fewshot_config").set("split", config.get("fewshot_split"));
    config.put("unsafe_code", false);
    config.put("repeats", 1);
    config.put("should_decontaminate", false);
    config.withObject("metadata").set("definition", JSON.valueToTree(task));
    return config;
  }
}
