package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.PromptDefinition;
import dev.assay.eval.task.Sampler;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskDefinition;

/**
 * A task's entry in the {@code configs} of the reference harness's results, under the harness's
 * keys. Templates are Assay's own (Mustache); {@code metadata.definition} has the whole task file.
 */
final class HarnessConfig {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private HarnessConfig() {}

  static ObjectNode of(SelectedTask selected) {
    TaskDefinition task = selected.definition();
    PromptDefinition prompt = task.prompt();
    String evaluated = task.source().evaluated();
    ObjectNode config = JSON.createObjectNode();
    config.put("task", task.name());
    if (!task.alias().equals(task.name())) {
      config.put("task_alias", task.alias());
    }
    config.put("dataset_path", task.source().dataset());
    if (!task.source().configuration().isEmpty()) {
      config.put("dataset_name", task.source().configuration());
    }
    config.put(evaluated.equals("test") ? "test_split" : "validation_split", evaluated);
    config.put("fewshot_split", task.fewShot().split());
    config.put("doc_to_text", prompt.question());
    config.put("doc_to_target", prompt.target());
    config.put("unsafe_code", false);
    if (prompt.choiceColumn() == null) {
      prompt.choices().forEach(config.putArray("doc_to_choice")::add);
    } else {
      config.put("doc_to_choice", prompt.choiceColumn());
    }
    config.put("description", prompt.description());
    config.put("target_delimiter", prompt.targetDelimiter());
    config.put("fewshot_delimiter", task.fewShot().delimiter());
    config
        .putObject("fewshot_config")
        .put("sampler", task.fewShot().sampler() == Sampler.FIRST_N ? "first_n" : "default")
        .put("split", task.fewShot().split());
    config.put("num_fewshot", selected.shots());
    ArrayNode metrics = config.putArray("metric_list");
    for (MetricDefinition metric : task.metrics()) {
      metrics
          .addObject()
          .put("metric", metric.metric().label())
          .put("aggregation", "mean")
          .put("higher_is_better", metric.higherIsBetter());
    }
    config.put("output_type", "multiple_choice");
    config.put("repeats", 1);
    config.put("should_decontaminate", false);
    ObjectNode metadata = config.putObject("metadata");
    putVersion(metadata, "version", task.version());
    metadata.set("definition", JSON.valueToTree(task));
    return config;
  }

  /** As a number, which the harness's task versions are, where it is one. */
  static void putVersion(ObjectNode node, String key, String version) {
    if (version.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      node.put(key, Double.parseDouble(version));
    } else {
      node.put(key, version);
    }
  }
}
