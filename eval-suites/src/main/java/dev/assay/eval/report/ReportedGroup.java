package dev.assay.eval.report;

import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A group as it is reported.
 *
 * @param scores of the group; none where it only selects
 * @param shots the one number of solved examples of all its members; empty where they differ
 * @param directions by metric, whether higher is better; empty where members do not agree
 */
public record ReportedGroup(
    TaskGroup group,
    List<TaskScore> scores,
    OptionalInt shots,
    Map<String, Optional<Boolean>> directions) {
  /**
   * A run's groups in its order. As in the reference harness, a group learns shots and directions
   * from its direct members alone, and outer groups come first: of a group of groups nothing is
   * known.
   */
  public static List<ReportedGroup> of(RunScores run) {
    Map<String, Integer> shots = new HashMap<>();
    Map<String, Map<String, Optional<Boolean>>> directions = new HashMap<>();
    for (ScoredTask task : run.tasks()) {
      shots.put(task.name(), task.task().shots());
      directions.put(task.name(), directions(task.metrics()));
    }
    List<ReportedGroup> groups = new ArrayList<>();
    for (TaskGroup group : run.run().groups()) {
      List<Integer> members =
          group.members().stream().map(shots::get).filter(Objects::nonNull).distinct().toList();
      Map<String, Optional<Boolean>> merged = new LinkedHashMap<>();
      for (String member : group.members()) {
        directions
            .getOrDefault(member, Map.of())
            .forEach((metric, higher) -> merged.merge(metric, higher, ReportedGroup::agreed));
      }
      OptionalInt common =
          members.size() == 1 ? OptionalInt.of(members.get(0)) : OptionalInt.empty();
      common.ifPresent(count -> shots.put(group.name(), count));
      directions.put(group.name(), merged);
      List<TaskScore> scores =
          run.groups().stream().filter(score -> score.task().equals(group.name())).toList();
      groups.add(new ReportedGroup(group, scores, common, merged));
    }
    return groups;
  }

  private static Map<String, Optional<Boolean>> directions(List<MetricDefinition> metrics) {
    Map<String, Optional<Boolean>> directions = new LinkedHashMap<>();
    metrics.forEach(one -> directions.put(one.metric(), Optional.of(one.higherIsBetter())));
    return directions;
  }

  private static Optional<Boolean> agreed(Optional<Boolean> one, Optional<Boolean> other) {
    return one.equals(other) ? one : Optional.empty();
  }
}
