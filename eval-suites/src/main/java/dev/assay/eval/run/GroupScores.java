package dev.assay.eval.run;

import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.metric.GroupScoring;
import dev.assay.eval.metric.TaskScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Scores of a group of those of its tasks. */
final class GroupScores {
  private GroupScores() {}

  /** One score per metric of the group and filter that its tasks have; none where none has one. */
  static List<TaskScore> of(TaskGroup group, List<TaskScore> taskScores) {
    List<TaskScore> scores = new ArrayList<>();
    for (TaskGroup.AggregateMetric metric : group.metrics()) {
      List<TaskScore> parts =
          taskScores.stream()
              .filter(score -> group.tasks().contains(score.task()))
              .filter(score -> score.metric().equals(metric.metric()))
              .filter(
                  score -> metric.filters().isEmpty() || metric.filters().contains(score.filter()))
              .sorted(Comparator.comparingInt(score -> group.tasks().indexOf(score.task())))
              .toList();
      if (!parts.isEmpty()) {
        scores.addAll(
            new GroupScoring(
                    group.name(),
                    group.tasks(),
                    metric.metric(),
                    null,
                    metric.weightBySize(),
                    parts.get(0).higherIsBetter())
                .scores(parts));
      }
    }
    return scores;
  }
}
