package dev.assay.eval.comparison;

import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.List;
import java.util.Optional;

/**
 * Texts that two runs generated for the same items.
 *
 * @param items with texts
 * @param equal items to which both wrote the same texts
 */
public record CompletionChange(int items, int equal) {
  /** Share of items to which both wrote the same; NaN where there are none. */
  public double share() {
    return (double) equal / items;
  }

  /** Empty where no texts were generated. */
  static Optional<CompletionChange> of(List<AnsweredItem> candidate, List<AnsweredItem> baseline) {
    int items = 0;
    int equal = 0;
    for (int i = 0; i < candidate.size(); i++) {
      if (candidate.get(i).response() instanceof Response.Completions mine) {
        items++;
        equal += mine.equals(baseline.get(i).response()) ? 1 : 0;
      }
    }
    return items == 0 ? Optional.empty() : Optional.of(new CompletionChange(items, equal));
  }
}
