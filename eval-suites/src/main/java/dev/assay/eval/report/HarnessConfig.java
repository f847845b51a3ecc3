package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.catalog.FewShotDefinition;
import dev.assay.eval.catalog.PromptField;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.metric.MetricDefinition;
import java.util.Locale;

/** A task's definition under the keys of the harness's results file. */
public final class HarnessConfig {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private HarnessConfig() {}

  /** What both know is under the harness's keys; the whole definition is below metadata. */
  public static ObjectNode of(SelectedTask selected) {
    Task task = selected.task();
    ObjectNode config = JSON.createObjectNode().put("task", task.name());
    if (!task.alias().equals(task.name())) {
      config.put("task_alias", task.alias());
    }
    config.put("dataset_path", task.dataset().path());
    if (!task.dataset().configuration().isEmpty()) {
      config.put("dataset_name", task.dataset().configuration());
    }
    config.put("output_type", task.outputType().toString());
    field(config, "doc_to_text", task.prompt().text());
    field(config, "doc_to_target", task.prompt().target());
    field(config, "doc_to_choice", task.prompt().choices());
    config.put("target_delimiter", task.prompt().targetDelimiter());
    config.put("fewshot_delimiter", task.prompt().exampleDelimiter());
    FewShotDefinition fewShot = task.fewShot();
    if (fewShot != null) {
      config
          .putObject("fewshot_config")
          .put("sampler", fewShot.sampler().name().toLowerCase(Locale.ROOT))
          .put("split", fewShot.split());
    }
    config.put("num_fewshot", selected.shots());
    if (task.completion() != null) {
      config.set("generation_kwargs", HarnessSamples.settings(task.completion()));
    }
    ArrayNode metrics = config.putArray("metric_list");
    for (MetricDefinition metric : task.scoring().metrics()) {
      metrics
          .addObject()
          .put("metric", metric.metric())
          .put("aggregation", metric.aggregation())
          .put("higher_is_better", metric.higherIsBetter());
    }
    config.put("unsafe_code", false);
    config.put("repeats", task.repeats());
    config.put("should_decontaminate", false);
    ObjectNode metadata = config.putObject("metadata");
    metadata.set("version", HarnessResults.version(task.version()));
    metadata.set("definition", JSON.valueToTree(task));
    return config;
  }

  /** As the task's file has it; a function by its name. */
  private static void field(ObjectNode config, String key, PromptField field) {
    if (field instanceof PromptField.Text text) {
      config.put(key, text.source());
    } else if (field instanceof PromptField.Constant constant) {
      config.set(key, constant.value());
    } else if (field instanceof PromptField.Function function) {
      config.put(key, "!function " + function.name());
    }
  }
}
