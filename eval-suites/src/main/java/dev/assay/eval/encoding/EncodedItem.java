package dev.assay.eval.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An item as token ids, or the reason why it is not to be scored.
 *
 * @param choices one per answer choice, in order; empty where the item failed
 * @param truncatedTokens tokens of the prompt with its longest choice that were cut, those of
 *     dropped shots too
 * @param droppedShots whole shots that were dropped
 * @param errorCode null, {@code too_long}, {@code skipped_too_long}, {@code empty_continuation} (a
 *     choice adds no token to the prompt) or {@code empty_context} (no token stands for the prompt)
 * @param message what went wrong, with the values; null where nothing did
 */
public record EncodedItem(
    List<EncodedChoice> choices,
    int truncatedTokens,
    int droppedShots,
    String errorCode,
    String message) {
  public EncodedItem {
    choices = List.copyOf(choices);
  }

  public boolean failed() {
    return errorCode != null;
  }

  public boolean truncated() {
    return truncatedTokens > 0 || droppedShots > 0;
  }

  /** The choices by equal context, in the order of each group's first choice. */
  public List<ContextGroup> byContext() {
    List<ContextGroup> groups = new ArrayList<>();
    boolean[] placed = new boolean[choices.size()];
    for (int first = 0; first < choices.size(); first++) {
      if (placed[first]) {
        continue;
      }
      int[] context = choices.get(first).context();
      List<Integer> members = new ArrayList<>();
      List<int[]> continuations = new ArrayList<>();
      for (int i = first; i < choices.size(); i++) {
        if (!placed[i] && Arrays.equals(context, choices.get(i).context())) {
          placed[i] = true;
          members.add(i);
          continuations.add(choices.get(i).continuation());
        }
      }
      groups.add(new ContextGroup(context, members, continuations));
    }
    return groups;
  }
}
