package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.filter.AnswerFilter;
import dev.assay.eval.item.Reference.Program;
import dev.assay.eval.item.Reference.RightTexts;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one task's answers become scores: the metrics that its definition lists after each of its
 * filters, and no others. Any number of threads may use it.
 */
public final class TaskScoring {
  private final String task;
  private final OutputType type;
  private final List<AnswerFilter> filters;
  private final List<MetricDefinition> metrics;
  private final List<Aggregation> aggregations;
  private final ItemMetrics itemMetrics;

  private TaskScoring(
      String task,
      ScoringDefinition definition,
      List<AnswerFilter> filters,
      List<Aggregation> aggregations,
      ItemMetrics itemMetrics) {
    this.task = task;
    this.type = definition.outputType();
    this.metrics = definition.metrics();
    this.filters = filters;
    this.aggregations = aggregations;
    this.itemMetrics = itemMetrics;
  }

  /**
   * @throws AssayException USAGE for a metric, aggregation, filter, option or result function that
   *     does not exist, or does not fit the output type
   */
  public static TaskScoring of(String task, ScoringDefinition definition) {
    return new TaskScoring(
        task,
        definition,
        filters(task, definition),
        MetricCheck.aggregations(task, definition),
        MetricCheck.itemMetrics(task, definition));
  }

  private static List<AnswerFilter> filters(String task, ScoringDefinition definition) {
    boolean texts = definition.outputType() == OutputType.GENERATE_UNTIL;
    definition.filters().stream()
        .flatMap(filter -> filter.steps().stream())
        .filter(step -> !texts && !step.function().equals("take_first"))
        .findFirst()
        .ifPresent(
            step -> {
              throw new AssayException(
                  ErrorKind.USAGE,
                  "task '" + task + "' has a filter with the step '" + step.function() + "'",
                  "its output_type " + definition.outputType() + " has no texts to filter",
                  "leave the filter out");
            });
    return definition.filters().stream().map(AnswerFilter::of).toList();
  }

  /**
   * One per filter, in the task's order. Each completion is filtered and scored once per filter.
   *
   * @throws AssayException REQUEST if the item cannot be scored; it costs this item alone
   * @throws IllegalArgumentException if it failed
   */
  public List<ItemScores> item(AnsweredItem answered) {
    if (answered.response() instanceof Response.Failure failure) {
      throw new IllegalArgumentException(
          "item " + answered.docId() + " of " + answered.task() + " failed: " + failure.code());
    }
    List<ItemScores> scores = new ArrayList<>();
    for (AnswerFilter filter : filters) {
      List<String> filtered = filtered(filter, answered);
      List<ItemValue> found = itemMetrics.of(answered, filtered);
      List<MetricValue> values = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        values.add(new MetricValue(metrics.get(i).metric(), found.get(i)));
      }
      scores.add(scores(filter, filtered, values, answered.response()));
    }
    return scores;
  }

  /**
   * The programs whose verdicts an item's metrics need: one per filter and answer that it leaves,
   * equal ones as often as they occur.
   *
   * @throws AssayException REQUEST if the item has none
   */
  public List<String> programs(AnsweredItem answered) {
    List<String> programs = new ArrayList<>();
    for (AnswerFilter filter : filters) {
      programs.addAll(PassAtK.programs(answered, filtered(filter, answered)));
    }
    return programs;
  }

  private ItemScores scores(
      AnswerFilter filter, List<String> filtered, List<MetricValue> values, Response response) {
    if (type != OutputType.MULTIPLE_CHOICE || !(response instanceof Response.Choices answer)) {
      return new ItemScores(filter.name(), filtered, values, null, 0);
    }
    Choices choices = new Choices(answer.choices(), List.of(), List.of());
    return new ItemScores(filter.name(), filtered, values, choices.picked(), choices.ties());
  }

  private List<String> filtered(AnswerFilter filter, AnsweredItem answered) {
    if (type != OutputType.GENERATE_UNTIL) {
      return List.of();
    }
    if (answered.response() instanceof Response.Completions completions) {
      List<String> choices =
          answered.reference() instanceof RightTexts right ? right.choices() : List.of();
      String opening = answered.reference() instanceof Program program ? program.before() : "";
      return filter.of(completions.texts(), choices, opening);
    }
    throw UnfitItem.of(answered, "completions");
  }

  /**
   * One score per filter and metric, filter by filter, in the task's order.
   *
   * <p>Standard errors by resampling are the costly part: 100,000 samples of the whole task for f1,
   * mcc and perplexity, 100 for bleu, chrf and ter, as in the harness.
   *
   * @param items in the order of their documents, failed ones included
   * @param scored what {@link #item} gave of each; an empty list for an item that failed, or that
   *     could not be scored
   */
  public List<TaskScore> scores(List<AnsweredItem> items, List<List<ItemScores>> scored) {
    if (items.size() != scored.size()) {
      throw new IllegalArgumentException(
          items.size() + " items of " + task + ", and scores of " + scored.size());
    }
    long failed = scored.stream().filter(List::isEmpty).count();
    long truncated = 0;
    for (int i = 0; i < items.size(); i++) {
      boolean counts = !scored.get(i).isEmpty();
      truncated += counts && items.get(i).truncated() ? 1 : 0;
    }
    List<TaskScore> scores = new ArrayList<>();
    for (int filter = 0; filter < filters.size(); filter++) {
      int at = filter;
      List<ItemScores> after =
          scored.stream().filter(one -> !one.isEmpty()).map(one -> one.get(at)).toList();
      long ties = after.stream().filter(one -> one.ties() > 0).count();
      for (int metric = 0; metric < metrics.size(); metric++) {
        int of = metric;
        List<ItemValue> values = after.stream().map(one -> one.values().get(of).value()).toList();
        SampleMean score = aggregations.get(metric).score(values);
        long n = values.stream().filter(ItemValue::counts).count();
        scores.add(
            new TaskScore(
                task,
                metrics.get(metric).metric(),
                filters.get(filter).name(),
                score.mean(),
                score.standardError(),
                n,
                failed,
                truncated,
                ties,
                metrics.get(metric).higherIsBetter()));
      }
    }
    return scores;
  }

  /**
   * Scores of the parts that the traits of prompts divide a task into, trait by trait, in the order
   * of names; none of a trait that all items share, or that hardly two do. Arguments are those of
   * {@link #scores}.
   */
  public List<SubsetScore> subsets(List<AnsweredItem> items, List<List<ItemScores>> scored) {
    List<SubsetScore> subsets = new ArrayList<>();
    Subsets.of(items)
        .forEach(
            (trait, parts) ->
                parts.forEach(
                    (part, members) ->
                        scores(
                                members.stream().map(items::get).toList(),
                                members.stream().map(scored::get).toList())
                            .forEach(score -> subsets.add(new SubsetScore(trait, part, score)))));
    return List.copyOf(subsets);
  }

  /** The same of items that were not scored before; one that cannot be scored counts as failed. */
  public List<TaskScore> scores(List<AnsweredItem> items) {
    return scores(items, items.stream().map(this::itemOrNothing).toList());
  }

  /**
   * An interval of a metric that is no mean of items, by resampling their clusters; empty for every
   * other metric.
   *
   * @param score one of {@link #scores(List, List)}
   * @param scored what that was computed of
   */
  public Optional<Interval> interval(TaskScore score, List<List<ItemScores>> scored) {
    for (int metric = 0; metric < metrics.size(); metric++) {
      ClusterStatistic clusters = aggregations.get(metric).clusters();
      if (metrics.get(metric).metric().equals(score.metric()) && clusters != null) {
        int at = metric;
        return clusters.interval(
            scored.stream()
                .flatMap(List::stream)
                .filter(one -> one.filter().equals(score.filter()))
                .map(one -> one.values().get(at).value())
                .toList());
      }
    }
    return Optional.empty();
  }

  private List<ItemScores> itemOrNothing(AnsweredItem item) {
    if (item.failed()) {
      return List.of();
    }
    try {
      return item(item);
    } catch (AssayException e) {
      if (e.kind() == ErrorKind.REQUEST) {
        return List.of();
      }
      throw e;
    }
  }
}
