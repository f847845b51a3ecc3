package dev.assay.eval.completion;

import dev.assay.eval.instruction.InstructionChecks;
import dev.assay.eval.outcome.CompletionOutcome;
import dev.assay.eval.outcome.InstructionList;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.outcome.RightAnswers;
import dev.assay.eval.score.FilterScore;
import dev.assay.eval.score.TaskScore;
import dev.assay.eval.task.CompletionScoringDefinition.ExactMatch;
import dev.assay.eval.task.GenerationMetric;
import dev.assay.eval.task.GenerationMetricDefinition;
import dev.assay.eval.task.GenerationTask;
import java.util.ArrayList;
import java.util.List;

/** The filters and metrics of one generation task. Any number of threads may use it. */
public final class CompletionScoring {
  private final GenerationTask task;
  private final List<CompletionFilter> filters;
  private final AnswerComparison comparison;

  /**
   * @throws IllegalArgumentException if the task has a regular expression that is none
   */
  public CompletionScoring(GenerationTask task) {
    this.task = task;
    this.filters = task.filters().stream().map(CompletionFilter::new).toList();
    ExactMatch exactMatch = task.scoring().exactMatch();
    this.comparison = exactMatch == null ? null : new AnswerComparison(exactMatch);
  }

  /**
   * What each filter makes of a completion, and its metrics, in the task's order.
   *
   * @throws IllegalArgumentException if the item failed, or its reference is none of this task's
   */
  public List<FilteredCompletion> filtered(CompletionOutcome outcome) {
    if (outcome.failed()) {
      throw new IllegalArgumentException(
          "item " + outcome.docId() + " of " + outcome.task() + " failed: " + outcome.errorCode());
    }
    List<FilteredCompletion> filtered = new ArrayList<>();
    for (CompletionFilter filter : filters) {
      String answer = filter.of(outcome.completion());
      filtered.add(
          new FilteredCompletion(filter.name(), answer, values(outcome.reference(), answer)));
    }
    return filtered;
  }

  private List<MetricValue> values(Reference reference, String answer) {
    if (task.metrics().isEmpty()) {
      return List.of();
    }
    if (comparison != null && reference instanceof RightAnswers right) {
      boolean equal = comparison.equalsOne(answer, right.texts());
      return task.metrics().stream()
          .map(definition -> new MetricValue(definition.metric(), equal ? 1 : 0, 1))
          .toList();
    }
    if (task.scoring().instructions() != null && reference instanceof InstructionList list) {
      InstructionChecks checks = InstructionChecks.of(list);
      List<Boolean> strict = checks.strict(answer);
      List<Boolean> loose = checks.loose(answer);
      return task.metrics().stream()
          .map(definition -> observance(definition.metric(), strict, loose))
          .toList();
    }
    throw new IllegalArgumentException(
        "an item of " + task.name() + " has another task's reference: " + reference);
  }

  private static MetricValue observance(
      GenerationMetric metric, List<Boolean> strict, List<Boolean> loose) {
    return switch (metric) {
      case PROMPT_LEVEL_STRICT_ACC -> new MetricValue(metric, strict.contains(false) ? 0 : 1, 1);
      case PROMPT_LEVEL_LOOSE_ACC -> new MetricValue(metric, loose.contains(false) ? 0 : 1, 1);
      case INST_LEVEL_STRICT_ACC -> new MetricValue(metric, followed(strict), strict.size());
      case INST_LEVEL_LOOSE_ACC -> new MetricValue(metric, followed(loose), loose.size());
      case EXACT_MATCH -> throw new IllegalStateException("instructions have no " + metric);
    };
  }

  private static int followed(List<Boolean> instructions) {
    return (int) instructions.stream().filter(follows -> follows).count();
  }

  /** One score per filter and metric, filter by filter, in the task's order. */
  public List<FilterScore> scores(Iterable<CompletionOutcome> outcomes) {
    List<List<FilteredCompletion>> items = new ArrayList<>();
    long failed = 0;
    long truncated = 0;
    for (CompletionOutcome outcome : outcomes) {
      if (outcome.failed()) {
        failed++;
      } else {
        items.add(filtered(outcome));
        truncated += outcome.truncated() ? 1 : 0;
      }
    }
    List<FilterScore> scores = new ArrayList<>();
    for (int filter = 0; filter < filters.size(); filter++) {
      for (int metric = 0; metric < task.metrics().size(); metric++) {
        List<MetricValue> values = new ArrayList<>();
        for (List<FilteredCompletion> item : items) {
          values.add(item.get(filter).values().get(metric));
        }
        TaskScore score = score(task.metrics().get(metric), values, failed, truncated);
        scores.add(new FilterScore(filters.get(filter).name(), score));
      }
    }
    return scores;
  }

  private TaskScore score(
      GenerationMetricDefinition definition,
      List<MetricValue> values,
      long failed,
      long truncated) {
    MetricMean mean = MetricMean.of(values);
    return new TaskScore(
        task.name(),
        definition.metric().label(),
        mean.value(),
        mean.standardError(),
        values.size(),
        failed,
        truncated,
        0,
        definition.higherIsBetter());
  }
}
