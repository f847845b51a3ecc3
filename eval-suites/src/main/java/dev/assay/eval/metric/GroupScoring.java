package dev.assay.eval.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One metric of a group of tasks (lm_eval/api/group.py, aggregate).
 *
 * @param tasks names, in the group's order, those of its groups included
 * @param filter null for each that the tasks have
 * @param weightBySize each item counts alike; else each task
 */
public record GroupScoring(
    String group,
    List<String> tasks,
    String metric,
    String filter,
    boolean weightBySize,
    boolean higherIsBetter) {
  public GroupScoring {
    tasks = List.copyOf(tasks);
  }

  /**
   * One score per filter, in the order of their names, over those tasks that have scores, summed in
   * the group's order whatever the list's; none where none has. Over k tasks the value is Σ
   * mᵢnᵢ/Σnᵢ and its standard error √([Σ(nᵢ − 1)·nᵢ·seᵢ²/(Σnᵢ − k)]/Σnᵢ), or, not weighted, Σ mᵢ/k
   * and √(Σ seᵢ²)/k (lm_eval/api/metrics.py, pooled_sample_stderr, unweighted_mean_stderr).
   */
  public List<TaskScore> scores(List<TaskScore> taskScores) {
    List<TaskScore> parts =
        taskScores.stream()
            .filter(score -> score.metric().equals(metric) && tasks.contains(score.task()))
            .filter(score -> filter == null || filter.equals(score.filter()))
            .sorted(Comparator.comparingInt(score -> tasks.indexOf(score.task())))
            .toList();
    List<TaskScore> scores = new ArrayList<>();
    for (String name : parts.stream().map(TaskScore::filter).distinct().sorted().toList()) {
      scores.add(score(name, parts.stream().filter(p -> p.filter().equals(name)).toList()));
    }
    return scores;
  }

  private TaskScore score(String name, List<TaskScore> parts) {
    List<TaskScore> scored = parts.stream().filter(part -> part.n() > 0).toList();
    SampleMean mean = weightBySize ? weighted(scored) : plain(scored);
    return new TaskScore(
        group,
        metric,
        name,
        mean.mean(),
        mean.standardError(),
        scored.stream().mapToLong(TaskScore::n).sum(),
        parts.stream().mapToLong(TaskScore::failed).sum(),
        parts.stream().mapToLong(TaskScore::truncated).sum(),
        parts.stream().mapToLong(TaskScore::ties).sum(),
        higherIsBetter);
  }

  private static SampleMean weighted(List<TaskScore> parts) {
    long n = 0;
    double weighted = 0;
    double pooled = 0;
    for (TaskScore part : parts) {
      n += part.n();
      weighted += part.value() * part.n();
      double error = part.standardError();
      pooled += (part.n() - 1) * (error * error) * part.n();
    }
    return new SampleMean(
        n == 0 ? Double.NaN : weighted / n,
        n <= parts.size() ? Double.NaN : Math.sqrt(pooled / (n - parts.size()) / n));
  }

  private static SampleMean plain(List<TaskScore> parts) {
    double sum = 0;
    double squares = 0;
    for (TaskScore part : parts) {
      sum += part.value();
      squares += part.standardError() * part.standardError();
    }
    return new SampleMean(sum / parts.size(), Math.sqrt(squares) / parts.size());
  }
}
