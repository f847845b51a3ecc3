package dev.assay.eval.catalog;

import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.yaml.YamlValue;
import java.util.function.Predicate;

/** Says of tasks whether they can be run. */
final class TaskChecks {
  private final TaskResolver resolver;
  private final KnownScoring known;

  TaskChecks(TaskResolver resolver, KnownScoring known) {
    this.resolver = resolver;
    this.known = known;
  }

  TaskCheck check(String name, YamlValue.Mapping keys) {
    try {
      Task task = resolver.task(name, keys);
      return new TaskCheck(name, task.file(), problem(task));
    } catch (TaskFileException e) {
      String file = keys.place().file();
      return new TaskCheck(name, file, new UnusableTask(name, file, e.code(), e.getMessage()));
    }
  }

  /** Null where there is none. */
  private UnusableTask problem(Task task) {
    String function = task.scoring().resultFunction();
    if (function != null && !known.resultFunctions().test(function)) {
      return unknown(task, "process_results", function);
    }
    for (MetricDefinition metric : task.scoring().metrics()) {
      // A function of results names its metrics itself.
      if (function == null && !known.metrics().test(metric.metric())) {
        return unknown(task, "metric", metric.metric());
      }
      if (!known.aggregations().test(metric.aggregation())) {
        return unknown(task, "aggregation", metric.aggregation());
      }
    }
    return filters(task, known.filters());
  }

  private static UnusableTask filters(Task task, Predicate<String> known) {
    for (FilterDefinition filter : task.scoring().filters()) {
      for (FilterDefinition.Step step : filter.steps()) {
        if (!known.test(step.function())) {
          return unknown(task, "filter", step.function());
        }
      }
    }
    return null;
  }

  private static UnusableTask unknown(Task task, String what, String name) {
    return new UnusableTask(
        task.name(),
        task.file(),
        "unknown_" + what,
        task.file() + ": " + what + " '" + name + "' is not implemented");
  }
}
