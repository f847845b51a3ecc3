package dev.assay.eval.gate;

import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.eval.gate.settings.LineDefinition;
import java.util.List;
import java.util.Optional;

/**
 * A line of the configuration on a task, or group, that there is.
 *
 * @param tasks whose items it is about
 * @param metric empty where answers themselves are compared, or the candidate has none of the tasks
 * @param informative listed, never gated
 * @param note why it is only informative though the file does not say so; else empty
 */
record GatedLine(
    LineDefinition definition,
    LineName name,
    List<String> tasks,
    Optional<ScoredMetric> metric,
    boolean informative,
    String note) {
  GatedLine {
    tasks = List.copyOf(tasks);
  }

  /** The same as information. */
  GatedLine asInformation(String why) {
    return new GatedLine(definition, name, tasks, metric, true, why);
  }
}
