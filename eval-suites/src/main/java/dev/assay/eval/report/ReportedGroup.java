package dev.assay.eval.report;

import dev.assay.eval.score.Scoring;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A group's part of a report.
 *
 * @param shots the one number of shots of all its members; empty where they differ
 * @param directions of its members' metrics: higher is better, or empty where members differ
 */
record ReportedGroup(
    TaskGroup group,
    List<TaskScore> scores,
    OptionalInt shots,
    Map<Metric, Optional<Boolean>> directions) {

  /**
   * The report's groups in its order. As in the reference harness, a group learns shots and
   * directions from its direct members alone, and outer groups come first: of a group of groups
   * nothing is known.
   */
  static List<ReportedGroup> of(EvaluationReport report) {
    List<TaskScore> scores =
        report.tasks().stream().flatMap(task -> task.scores().stream()).toList();
    Map<String, Integer> shots = new HashMap<>();
    Map<String, Map<Metric, Optional<Boolean>>> directions = new HashMap<>();
    for (ReportedTask reported : report.tasks()) {
      shots.put(reported.name(), reported.task().shots());
      directions.put(reported.name(), directions(reported.task().definition().metrics()));
    }
    List<ReportedGroup> groups = new ArrayList<>();
    for (TaskGroup group : report.groups()) {
      List<Integer> members =
          group.members().stream().map(shots::get).filter(Objects::nonNull).distinct().toList();
      Map<Metric, Optional<Boolean>> merged = new LinkedHashMap<>();
      for (String member : group.members()) {
        directions
            .getOrDefault(member, Map.of())
            .forEach((metric, higher) -> merged.merge(metric, higher, ReportedGroup::agreed));
      }
      OptionalInt common =
          members.size() == 1 ? OptionalInt.of(members.get(0)) : OptionalInt.empty();
      common.ifPresent(count -> shots.put(group.name(), count));
      directions.put(group.name(), merged);
      groups.add(new ReportedGroup(group, Scoring.groupScores(group, scores), common, merged));
    }
    return groups;
  }

  private static Map<Metric, Optional<Boolean>> directions(List<MetricDefinition> metrics) {
    Map<Metric, Optional<Boolean>> directions = new LinkedHashMap<>();
    metrics.forEach(m -> directions.put(m.metric(), Optional.of(m.higherIsBetter())));
    return directions;
  }

  private static Optional<Boolean> agreed(Optional<Boolean> one, Optional<Boolean> other) {
    return one.equals(other) ? one : Optional.empty();
  }
}
