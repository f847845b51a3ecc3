package dev.assay.eval.gate.settings;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line of the configuration, before anybody looked which tasks there are.
 *
 * @param task name of a task or group, or a pattern with {@code *} and {@code ?} of several
 * @param metric empty for the task's headline
 * @param filter empty for the first one that has the metric
 * @param outside what is measured beside the runs; empty of what their items have
 * @param subset part of the items; empty for all
 * @param informative listed, never gated
 * @param cluster trait of prompts by which items are clusters; empty for what the metric says
 * @param maxMde greatest difference that may go unseen; empty for any
 * @param accept differences of the two runs that do not matter
 * @param failuresAreWrong an item that the candidate failed on counts as wrong; else it is left out
 * @param maxLeftOut share of items that may be left out
 */
public record LineDefinition(
    String task,
    Optional<String> metric,
    Optional<String> filter,
    Optional<Outside> outside,
    Optional<Subset> subset,
    LineMode mode,
    boolean informative,
    Optional<String> cluster,
    OptionalDouble maxMde,
    Set<RunDifference> accept,
    boolean failuresAreWrong,
    double maxLeftOut) {
  public LineDefinition {
    accept = Set.copyOf(accept);
  }

  /** Items whose prompts have this of a trait. */
  public record Subset(String trait, String value) {
    @Override
    public String toString() {
      return trait + "=" + value;
    }
  }

  /** Whether the line is of this task or group. */
  public boolean names(String name) {
    StringBuilder regex = new StringBuilder();
    for (char character : task.toCharArray()) {
      regex.append(
          switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(character));
          });
    }
    return name.matches(regex.toString());
  }

  /** Whether the line is of every task that the pattern names. */
  public boolean isPattern() {
    return outside.isEmpty() && (task.contains("*") || task.contains("?"));
  }
}
