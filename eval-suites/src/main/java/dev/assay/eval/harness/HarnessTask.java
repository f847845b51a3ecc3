package dev.assay.eval.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.assay.eval.task.FewShotDefinition;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.Sampler;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;

/** Tasks and groups under the keys of the reference harness's task files (its version 0.4.13). */
public final class HarnessTask {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HarnessTask() {}

  /**
   * The harness's task that asks what this one asks.
   *
   * @param dataset the keys that say where its data come from
   */
  public static ObjectNode of(SelectedTask selected, ObjectNode dataset) {
    TaskDefinition task = selected.definition();
    JinjaPrompt prompt = new JinjaPrompt(task.prompt());
    ObjectNode config = JSON.createObjectNode();
    config.put("task", task.name());
    if (!task.alias().equals(task.name())) {
      config.put("task_alias", task.alias());
    }
    config.setAll(dataset);
    config.setAll(splits(task));
    config.put("output_type", "multiple_choice");
    config.put("description", prompt.description());
    config.put("doc_to_text", prompt.question());
    config.put("doc_to_target", prompt.target());
    if (prompt.constantChoices().isEmpty()) {
      config.put("doc_to_choice", prompt.choices());
    } else {
      prompt.constantChoices().forEach(config.putArray("doc_to_choice")::add);
    }
    config.put("target_delimiter", task.prompt().targetDelimiter());
    config.put("fewshot_delimiter", task.fewShot().delimiter());
    boolean first = task.fewShot().sampler() == Sampler.FIRST_N;
    config.putObject("fewshot_config").put("sampler", first ? "first_n" : "default");
    config.put("num_fewshot", selected.shots());
    ArrayNode metrics = config.putArray("metric_list");
    for (MetricDefinition metric : task.metrics()) {
      metrics
          .addObject()
          .put("metric", metric.metric().label())
          .put("aggregation", "mean")
          .put("higher_is_better", metric.higherIsBetter());
    }
    config.putObject("metadata").set("version", version(task.version()));
    return config;
  }

  /**
   * The harness leaves the question out of its shots where its shots' split is its test split, and
   * where it has neither, when it takes the training split, or without one the validation split.
   */
  private static ObjectNode splits(TaskDefinition task) {
    FewShotDefinition fewShot = task.fewShot();
    String evaluated = task.source().evaluated();
    boolean same = fewShot.split().equals(evaluated);
    ObjectNode splits = JSON.createObjectNode();
    if (fewShot.excludesQuestion() && !same) {
      return splits.put("training_split", fewShot.split()).put("validation_split", evaluated);
    }
    boolean test = same ? fewShot.excludesQuestion() : evaluated.equals("test");
    return splits
        .put(test ? "test_split" : "validation_split", evaluated)
        .put("fewshot_split", fewShot.split());
  }

  /** The harness's group of the same members; its scores are micro averages over questions. */
  public static ObjectNode of(TaskGroup group) {
    ObjectNode config = JSON.createObjectNode();
    config.put("group", group.name());
    config.put("group_alias", group.alias());
    group.members().forEach(config.putArray("task")::add);
    if (group.aggregates()) {
      ArrayNode metrics = config.putArray("aggregate_metric_list");
      for (MetricDefinition metric : group.metrics()) {
        metrics
            .addObject()
            .put("metric", metric.metric().label())
            .put("aggregation", "mean")
            .put("weight_by_size", true);
      }
    }
    config.putObject("metadata").set("version", version(group.version()));
    return config;
  }

  /** A number, which the harness's versions are, where it is one. */
  public static ValueNode version(String version) {
    if (version.matches("[0-9]{1,9}")) {
      return IntNode.valueOf(Integer.parseInt(version));
    }
    return version.matches("[0-9]{1,9}\\.[0-9]{1,9}")
        ? DoubleNode.valueOf(Double.parseDouble(version))
        : TextNode.valueOf(version);
  }
}
