package dev.assay.eval.score;

import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.task.Metric;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.eval.task.TaskGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** From outcomes to scores, by the reference harness's formulas. */
public final class Scoring {
  private Scoring() {}

  /**
   * @throws IllegalArgumentException if the item failed
   */
  public static ItemMetrics metrics(ItemOutcome outcome) {
    if (outcome.failed()) {
      throw new IllegalArgumentException(
          "item " + outcome.docId() + " of " + outcome.task() + " failed: " + outcome.errorCode());
    }
    List<ChoiceOutcome> choices = outcome.choices();
    int picked = picked(outcome, Metric.ACC);
    double greatest = choices.get(picked).logLikelihood();
    long equal = choices.stream().filter(c -> c.logLikelihood() == greatest).count();
    return new ItemMetrics(
        hit(outcome, picked),
        hit(outcome, picked(outcome, Metric.ACC_NORM)),
        hit(outcome, picked(outcome, Metric.ACC_BYTES)),
        picked,
        (int) equal - 1);
  }

  /** The choice that a metric looks at, of an item that was scored. */
  public static int picked(ItemOutcome outcome, Metric metric) {
    return switch (metric) {
      case ACC -> best(outcome.choices(), ChoiceOutcome::logLikelihood);
      case ACC_NORM -> best(outcome.choices(), c -> c.logLikelihood() / c.codePoints());
      case ACC_BYTES -> best(outcome.choices(), c -> c.logLikelihood() / c.bytes());
    };
  }

  private static double hit(ItemOutcome outcome, int picked) {
    return picked == outcome.target() ? 1 : 0;
  }

  /**
   * The first of the greatest, as numpy's argmax: NaN, which only a certain choice of no length
   * has, counts as greatest.
   */
  private static int best(List<ChoiceOutcome> choices, ToDoubleFunction<ChoiceOutcome> value) {
    int best = 0;
    double greatest = value.applyAsDouble(choices.get(0));
    for (int i = 1; i < choices.size() && !Double.isNaN(greatest); i++) {
      double next = value.applyAsDouble(choices.get(i));
      if (next > greatest || Double.isNaN(next)) {
        best = i;
        greatest = next;
      }
    }
    return best;
  }

  /** One score per metric of the task, in the task's order. */
  public static List<TaskScore> scores(TaskDefinition task, Iterable<ItemOutcome> outcomes) {
    return scores(task.name(), task.metrics(), outcomes);
  }

  /** One score per metric, in the given order. */
  public static List<TaskScore> scores(
      String task, List<MetricDefinition> metrics, Iterable<ItemOutcome> outcomes) {
    List<ItemMetrics> items = new ArrayList<>();
    long failed = 0;
    long truncated = 0;
    long ties = 0;
    for (ItemOutcome outcome : outcomes) {
      if (outcome.failed()) {
        failed++;
      } else {
        ItemMetrics item = metrics(outcome);
        items.add(item);
        truncated += outcome.truncated() ? 1 : 0;
        ties += item.ties() > 0 ? 1 : 0;
      }
    }
    List<TaskScore> scores = new ArrayList<>();
    for (MetricDefinition definition : metrics) {
      double mean = mean(items, definition.metric());
      scores.add(
          new TaskScore(
              task,
              definition.metric().label(),
              mean,
              standardError(items, definition.metric(), mean),
              items.size(),
              failed,
              truncated,
              ties,
              definition.higherIsBetter()));
    }
    return scores;
  }

  private static double mean(List<ItemMetrics> items, Metric metric) {
    double sum = 0;
    for (ItemMetrics item : items) {
      sum += item.value(metric);
    }
    return items.isEmpty() ? Double.NaN : sum / items.size();
  }

  /** s/√n, with n − 1 in s. */
  private static double standardError(List<ItemMetrics> items, Metric metric, double mean) {
    if (items.size() < 2) {
      return Double.NaN;
    }
    double squares = 0;
    for (ItemMetrics item : items) {
      double deviation = item.value(metric) - mean;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / (items.size() - 1)) / Math.sqrt(items.size());
  }

  /**
   * One score per metric of the group over those of its tasks that have scores, summed in the
   * group's order whatever the list's; none where none has. Value Σ mᵢnᵢ/Σnᵢ; standard error
   * √([Σ(nᵢ − 1)·nᵢ·seᵢ²/(Σnᵢ − k)]/Σnᵢ) over k tasks.
   */
  public static List<TaskScore> groupScores(TaskGroup group, List<TaskScore> taskScores) {
    List<TaskScore> scores = new ArrayList<>();
    for (MetricDefinition definition : group.metrics()) {
      List<TaskScore> parts =
          taskScores.stream()
              .filter(score -> score.metric().equals(definition.metric().label()))
              .filter(score -> group.tasks().contains(score.task()))
              .sorted(Comparator.comparingInt(score -> group.tasks().indexOf(score.task())))
              .toList();
      if (!parts.isEmpty()) {
        scores.add(groupScore(group, definition, parts));
      }
    }
    return scores;
  }

  private static TaskScore groupScore(
      TaskGroup group, MetricDefinition definition, List<TaskScore> parts) {
    long n = 0;
    double weighted = 0;
    double pooled = 0;
    for (TaskScore part : parts) {
      if (part.n() > 0) {
        n += part.n();
        weighted += part.value() * part.n();
        double error = part.standardError();
        pooled += (part.n() - 1) * (error * error) * part.n();
      }
    }
    long scored = parts.stream().filter(part -> part.n() > 0).count();
    return new TaskScore(
        group.name(),
        definition.metric().label(),
        n == 0 ? Double.NaN : weighted / n,
        n <= scored ? Double.NaN : Math.sqrt(pooled / (n - scored) / n),
        n,
        parts.stream().mapToLong(TaskScore::failed).sum(),
        parts.stream().mapToLong(TaskScore::truncated).sum(),
        parts.stream().mapToLong(TaskScore::ties).sum(),
        definition.higherIsBetter());
  }
}
