package dev.assay.eval.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A pipeline of a task file's {@code filter_list}: what is made of an item's answers, step by step.
 *
 * @param name in tables and reports, e.g. {@code strict-match}
 * @param steps one after the other
 */
public record FilterDefinition(String name, List<Step> steps) {
  /** The name where a task file has no {@code filter_list}. */
  public static final String NONE = "none";

  public FilterDefinition {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param function e.g. {@code regex}
   * @param arguments all other keys
   */
  public record Step(String function, Map<String, JsonNode> arguments) {
    public Step {
      arguments = Map.copyOf(arguments);
    }
  }
}
