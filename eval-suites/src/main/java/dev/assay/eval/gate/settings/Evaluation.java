package dev.assay.eval.gate.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the candidate's scores come from.
 *
 * @param candidate a run that is there already, an id or OUTPUT/ID; empty where the model is
 *     evaluated
 * @param model its folder
 * @param data folder of benchmarks
 * @param tasks as {@code assay evaluate --tasks} has them
 * @param options of {@code assay evaluate}, by their names without dashes
 * @param output folder of runs
 */
public record Evaluation(
    Optional<String> candidate,
    Optional<String> model,
    Optional<String> data,
    List<String> tasks,
    Map<String, JsonNode> options,
    String output) {
  public Evaluation {
    tasks = List.copyOf(tasks);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The same of a run that is there. */
  public Evaluation ofRun(String run) {
    return new Evaluation(Optional.of(run), model, data, tasks, options, output);
  }
}
