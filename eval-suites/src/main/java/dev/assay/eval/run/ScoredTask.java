package dev.assay.eval.run;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.metric.SubsetScore;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.statistic.Interval;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A task of a run, scored.
 *
 * @param items in document order
 * @param itemScores of each item, filter by filter; none of an item that failed
 * @param scores of the task, in the order of its filters and metrics
 * @param programs what became of them; empty where the task's metrics need none
 */
public record ScoredTask(
    TaskSpecification task,
    List<AnsweredItem> items,
    List<List<ItemScores>> itemScores,
    List<TaskScore> scores,
    Optional<ProgramCounts> programs) {
  public ScoredTask {
    items = List.copyOf(items);
    itemScores = List.copyOf(itemScores);
    scores = List.copyOf(scores);
  }

  /** A task without programs. */
  public ScoredTask(
      TaskSpecification task,
      List<AnsweredItem> items,
      List<List<ItemScores>> itemScores,
      List<TaskScore> scores) {
    this(task, items, itemScores, scores, Optional.empty());
  }

  /** Filters and scores each item once. */
  static ScoredTask of(TaskSpecification task, List<AnsweredItem> items) {
    TaskScoring scoring = TaskScoring.of(task.name(), task.scoring());
    List<ScoredItem> scored = items.stream().map(item -> scored(item, scoring)).toList();
    List<AnsweredItem> known = scored.stream().map(ScoredItem::item).toList();
    List<List<ItemScores>> itemScores = scored.stream().map(ScoredItem::scores).toList();
    return new ScoredTask(
        task,
        known,
        itemScores,
        scoring.scores(known, itemScores),
        task.scoring().needsVerdicts()
            ? Optional.of(ProgramCounts.of(scoring, items))
            : Optional.empty());
  }

  /** An answer that cannot be scored is its item's failure. */
  private static ScoredItem scored(AnsweredItem item, TaskScoring scoring) {
    if (item.failed()) {
      return new ScoredItem(item, List.of());
    }
    try {
      return new ScoredItem(item, scoring.item(item));
    } catch (AssayException e) {
      if (e.kind() != ErrorKind.REQUEST) {
        throw e;
      }
      return new ScoredItem(
          new AnsweredItem(
              item.task(),
              item.docId(),
              item.promptDigest(),
              item.reference(),
              new Response.Failure(e.code(), e.getMessage()),
              false),
          List.of());
    }
  }

  /**
   * An interval of a score that is no mean of items; empty for every other.
   *
   * @param score one of {@link #scores}
   */
  public Optional<Interval> interval(TaskScore score) {
    return TaskScoring.of(task.name(), task.scoring()).interval(score, itemScores);
  }

  /** Scores of the parts that the traits of its prompts divide it into, computed anew. */
  public List<SubsetScore> subsets() {
    return TaskScoring.of(name(), task.scoring()).subsets(items, itemScores);
  }

  public String name() {
    return task.name();
  }

  public List<MetricDefinition> metrics() {
    return task.scoring().metrics();
  }

  /** Items with their scores. */
  public List<ScoredItem> scoredItems() {
    return IntStream.range(0, items.size())
        .mapToObj(i -> new ScoredItem(items.get(i), itemScores.get(i)))
        .toList();
  }

  public long failed() {
    return items.stream().filter(AnsweredItem::failed).count();
  }

  public long scored() {
    return items.size() - failed();
  }

  public long truncated() {
    return items.stream().filter(item -> !item.failed() && item.truncated()).count();
  }
}
