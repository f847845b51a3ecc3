package dev.assay.eval.comparison;

import dev.assay.eval.item.Reference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ScoredItem;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * The items that two runs have in common, in the order of task and document, so that nothing
 * depends on the order in which they were read.
 *
 * @param candidate one per pair
 * @param baseline the same items in the other run
 * @param leftOut items that are in no pair
 */
public record PairedItems(List<ScoredItem> candidate, List<ScoredItem> baseline, LeftOut leftOut) {
  public PairedItems {
    candidate = List.copyOf(candidate);
    baseline = List.copyOf(baseline);
  }

  /**
   * Items are one by task and document, and are pairs where both were asked the same.
   *
   * @param failed whether an item's two cannot be held against each other since one failed
   * @throws IllegalArgumentException if a run has an item twice
   */
  public static PairedItems of(
      List<ScoredItem> candidate,
      List<ScoredItem> baseline,
      PromptRule prompts,
      BiPredicate<AnsweredItem, AnsweredItem> failed) {
    ItemPairing<ScoredItem> pairing =
        ItemPairing.of(
            candidate,
            baseline,
            item -> new ItemPairing.Key(item.item().task(), item.item().docId()),
            (mine, other) -> failed.test(mine.item(), other.item()),
            (mine, other) ->
                prompts.admits(mine.item().promptDigest(), other.item().promptDigest())
                    && sameQuestion(mine.item(), other.item()));
    return new PairedItems(
        pairing.pairs().stream().map(ItemPairing.Pair::candidate).toList(),
        pairing.pairs().stream().map(ItemPairing.Pair::baseline).toList(),
        pairing.leftOut());
  }

  public int size() {
    return candidate.size();
  }

  /** The same right choices, and choices of the same lengths; of a failure nothing is known. */
  private static boolean sameQuestion(AnsweredItem mine, AnsweredItem other) {
    if (mine.failed() || other.failed()) {
      return true;
    }
    if (!(mine.response() instanceof Response.Choices one)
        || !(other.response() instanceof Response.Choices two)) {
      return mine.response().getClass() == other.response().getClass();
    }
    boolean same = right(mine).equals(right(other)) && one.choices().size() == two.choices().size();
    for (int c = 0; same && c < one.choices().size(); c++) {
      same = one.choices().get(c).codePoints() == two.choices().get(c).codePoints();
    }
    return same;
  }

  private static List<Integer> right(AnsweredItem item) {
    return item.reference() instanceof Reference.RightChoices right ? right.indices() : List.of();
  }
}
