package dev.assay.eval.run;

import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.statistic.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The 95 % interval of a score.
 *
 * @param bounds both NaN where there is too little to say
 */
public record ScoreInterval(Interval bounds, Kind kind) {
  /** How an interval was found. */
  public enum Kind {
    /** Clusters of items were drawn again and again: of a score that is no mean of items. */
    RESAMPLED,
    /** Wilson's, of a share of items. */
    WILSON,
    /** Value ± 1.96 standard errors, as the harness estimates them. */
    NORMAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Of a task's score.
   *
   * @param score one of its scores
   */
  public static ScoreInterval of(ScoredTask task, TaskScore score) {
    Optional<Interval> resampled = task.interval(score);
    if (resampled.isPresent()) {
      return new ScoreInterval(resampled.get(), Kind.RESAMPLED);
    }
    return isShare(score, values(task, score))
        ? new ScoreInterval(Interval.wilson(score.value(), score.n()), Kind.WILSON)
        : normal(score);
  }

  /** Of a group's score, or of a part of a task's items. */
  public static ScoreInterval normal(TaskScore score) {
    return new ScoreInterval(Interval.normal(score.value(), score.standardError()), Kind.NORMAL);
  }

  private static List<ItemValue> values(ScoredTask task, TaskScore score) {
    List<ItemValue> values = new ArrayList<>();
    for (List<ItemScores> filters : task.itemScores()) {
      filters.stream()
          .filter(one -> one.filter().equals(score.filter()))
          .flatMap(one -> one.values().stream())
          .filter(value -> value.metric().equals(score.metric()))
          .findFirst()
          .ifPresent(value -> values.add(value.value()));
    }
    return values;
  }

  /** Whether the score is the mean of zeros and ones. */
  private static boolean isShare(TaskScore score, List<ItemValue> values) {
    long hits = 0;
    long n = 0;
    for (ItemValue value : values) {
      if (value.weight() > 0) {
        if (value.weight() != 1 || value.value() != 0 && value.value() != 1) {
          return false;
        }
        hits += (long) value.value();
        n++;
      }
    }
    return n > 0 && n == score.n() && Math.abs(score.value() - (double) hits / n) < 1e-12;
  }
}
