package dev.assay.eval.encoding;

import dev.assay.core.engine.ScoreRequest;
import java.util.List;

/**
 * The choices of an item that share one context: what one request to the engine asks.
 *
 * @param choices indices of the choices in their item, ascending
 * @param continuations token ids, one per index
 */
public record ContextGroup(int[] context, List<Integer> choices, List<int[]> continuations) {
  public ContextGroup {
    choices = List.copyOf(choices);
    continuations = List.copyOf(continuations);
  }

  public ScoreRequest request() {
    return new ScoreRequest(context, continuations);
  }
}
