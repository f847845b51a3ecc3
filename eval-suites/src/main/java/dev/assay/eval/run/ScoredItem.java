package dev.assay.eval.run;

import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.response.AnsweredItem;
import java.util.List;

/**
 * An item with its scores.
 *
 * @param scores filter by filter; none where the item failed
 */
public record ScoredItem(AnsweredItem item, List<ItemScores> scores) {
  public ScoredItem {
    scores = List.copyOf(scores);
  }
}
