package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import dev.assay.eval.metric.KnownMetrics;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how a task's answers are filtered and scored. */
final class ScoringReader {
  private final FunctionNames functions;

  ScoringReader(FunctionNames functions) {
    this.functions = functions;
  }

  static OutputType outputType(TaskKeys task) throws TaskFileException {
    String name = task.text("output_type", OutputType.GENERATE_UNTIL.toString());
    for (OutputType type : OutputType.values()) {
      if (type.toString().equals(name)) {
        return type;
      }
    }
    throw new TaskFileException(
        "bad_value",
        task.place("output_type"),
        "'output_type' is '" + name + "', and there are " + List.of(OutputType.values()));
  }

  /**
   * How a task is scored.
   *
   * @param referenceFunction name of the function that says what scores need; null for none
   */
  record Scoring(ScoringDefinition definition, String referenceFunction) {}

  Scoring read(TaskKeys task) throws TaskFileException {
    OutputType type = outputType(task);
    String function = null;
    if (task.value("process_results") instanceof YamlValue.FunctionName name) {
      function = functions.equivalent(name, "process_results", TaskFunction.OfItems.class);
    } else if (task.has("process_results")) {
      throw new TaskFileException(
          "bad_value", task.place("process_results"), "'process_results' has to be a !function");
    }
    boolean computes =
        function != null
            && TaskFunctions.find(function).orElseThrow() instanceof TaskFunction.OfResults;
    ScoringDefinition definition =
        new ScoringDefinition(
            type, filters(task), metrics(task, type, function), computes ? function : null);
    if (function == null && definition.needsVerdicts()) {
      return new Scoring(definition, program(definition));
    }
    return new Scoring(definition, computes ? null : function);
  }

  /** Whether a program begins with the document's prompt is said by what makes it of an answer. */
  private static String program(ScoringDefinition definition) {
    boolean continues =
        definition.filters().stream()
            .flatMap(filter -> filter.steps().stream())
            .anyMatch(step -> step.function().startsWith("build_predictions"));
    return continues ? "humaneval.program" : "mbpp.program";
  }

  private List<MetricDefinition> metrics(TaskKeys task, OutputType type, String function)
      throws TaskFileException {
    List<MetricDefinition> metrics = new ArrayList<>();
    if (!task.has("metric_list")) {
      for (String name : KnownMetrics.defaults(type)) {
        metrics.add(
            new MetricDefinition(
                name, KnownMetrics.aggregation(name), KnownMetrics.higherIsBetter(name), Map.of()));
      }
      return metrics;
    }
    for (YamlValue value : task.list("metric_list")) {
      TaskKeys entry = TaskKeys.of(value, "an entry of 'metric_list'");
      MetricDefinition metric = metric(entry, function != null);
      try {
        metrics.addAll(KnownMetrics.expanded(metric));
      } catch (IllegalArgumentException e) {
        throw new TaskFileException("bad_value", entry.place("metric"), e.getMessage());
      }
    }
    return metrics;
  }

  private MetricDefinition metric(TaskKeys entry, boolean scoredByFunction)
      throws TaskFileException {
    String name = name(entry, "metric", "metric_list.metric");
    if (name == null) {
      throw new TaskFileException(
          "bad_value", entry.mapping().place(), "an entry of 'metric_list' names no 'metric'");
    }
    String aggregation = name(entry, "aggregation", "metric_list.aggregation");
    if (aggregation == null) {
      aggregation = KnownMetrics.aggregation(name);
    }
    if (aggregation == null) {
      throw new TaskFileException(
          "no_aggregation",
          entry.place("metric"),
          "metric '" + name + "' has no 'aggregation', and there is none by default");
    }
    Map<String, JsonNode> options = new LinkedHashMap<>();
    if (!scoredByFunction) {
      for (String key : entry.mapping().entries().keySet()) {
        boolean passedOn =
            !List.of("metric", "aggregation", "higher_is_better").contains(key)
                && !(key.equals("hf_evaluate") && !entry.flag(key, false));
        if (passedOn && entry.has(key)) {
          options.put(key, entry.json(key));
        }
      }
    }
    return new MetricDefinition(
        name,
        aggregation,
        entry.flag("higher_is_better", KnownMetrics.higherIsBetter(name)),
        options);
  }

  /** A name, or the name of a function's equivalent; null where there is none. */
  private String name(TaskKeys keys, String key, String path) throws TaskFileException {
    return keys.value(key) instanceof YamlValue.FunctionName function
        ? functions.equivalent(function, path, TaskFunction.OfScores.class)
        : keys.text(key, null);
  }

  private List<FilterDefinition> filters(TaskKeys task) throws TaskFileException {
    List<FilterDefinition> filters = new ArrayList<>();
    for (YamlValue value : task.list("filter_list")) {
      TaskKeys entry = TaskKeys.of(value, "an entry of 'filter_list'");
      entry.allow(List.of("name", "filter"), "an entry of 'filter_list'");
      String name = entry.text("name", null);
      if (name == null) {
        throw new TaskFileException(
            "bad_value", entry.mapping().place(), "an entry of 'filter_list' has no 'name'");
      }
      List<FilterDefinition.Step> steps = new ArrayList<>();
      for (YamlValue step : entry.list("filter")) {
        steps.add(step(TaskKeys.of(step, "a step of 'filter'")));
      }
      filters.add(new FilterDefinition(name, steps));
    }
    return filters.isEmpty()
        ? List.of(new FilterDefinition(FilterDefinition.NONE, List.of()))
        : filters;
  }

  private FilterDefinition.Step step(TaskKeys step) throws TaskFileException {
    String function = name(step, "function", "filter_list.filter.function");
    if (function == null) {
      throw new TaskFileException(
          "bad_value", step.mapping().place(), "a step of 'filter' names no 'function'");
    }
    if (step.value("filter_fn") instanceof YamlValue.FunctionName custom) {
      return new FilterDefinition.Step(
          functions.equivalent(custom, "filter_list.filter.filter_fn", TaskFunction.OfScores.class),
          Map.of());
    }
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    for (String key : step.mapping().entries().keySet()) {
      if (!key.equals("function") && step.has(key)) {
        arguments.put(key, step.json(key));
      }
    }
    return new FilterDefinition.Step(function, arguments);
  }
}
