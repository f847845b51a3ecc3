package dev.assay.eval.filter;

import com.fasterxml.jackson.databind.JsonNode;

/** One answer for another (lm_eval/filters/transformation.py, MapFilter). */
final class MapStep {
  private MapStep() {}

  static FilterStep of(StepArguments arguments) {
    JsonNode mapping = arguments.object("mapping_dict");
    String otherwise = arguments.written("default_value", "None");
    return FilterStep.ofEach(
        text ->
            mapping == null || !mapping.has(text)
                ? otherwise
                : StepArguments.written(mapping.get(text)));
  }
}
