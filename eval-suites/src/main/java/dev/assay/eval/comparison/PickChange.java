package dev.assay.eval.comparison;

import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.Picks;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * On how many items the candidate picks another choice than the baseline, by one metric.
 *
 * @param items compared
 * @param changed items with another pick
 * @param becameRight of these, items on which the candidate's pick alone is right
 * @param becameWrong of these, items on which the baseline's pick alone is right
 */
public record PickChange(int items, int changed, int becameRight, int becameWrong) {
  /** Changed picks among all; NaN over no items. */
  public double share() {
    return (double) changed / items;
  }

  /** Of answers to the same items, in the same order; empty where the metric picks nothing. */
  static Optional<PickChange> of(
      String metric, List<AnsweredItem> candidate, List<AnsweredItem> baseline) {
    int items = 0;
    int changed = 0;
    int becameRight = 0;
    int becameWrong = 0;
    for (int i = 0; i < candidate.size(); i++) {
      AnsweredItem item = candidate.get(i);
      OptionalInt mine = picked(metric, item);
      OptionalInt other = picked(metric, baseline.get(i));
      if (mine.isEmpty() || other.isEmpty()) {
        continue;
      }
      items++;
      if (mine.getAsInt() != other.getAsInt()) {
        changed++;
        List<Integer> right =
            item.reference() instanceof Reference.RightChoices choices
                ? choices.indices()
                : List.of();
        boolean iAmRight = right.contains(mine.getAsInt());
        boolean otherIsRight = right.contains(other.getAsInt());
        becameRight += iAmRight && !otherIsRight ? 1 : 0;
        becameWrong += otherIsRight && !iAmRight ? 1 : 0;
      }
    }
    return items == 0
        ? Optional.empty()
        : Optional.of(new PickChange(items, changed, becameRight, becameWrong));
  }

  private static OptionalInt picked(String metric, AnsweredItem item) {
    return item.response() instanceof Response.Choices answer && answer.choices().size() > 1
        ? Picks.by(metric, answer)
        : OptionalInt.empty();
  }
}
