package dev.assay.eval.outcome;

import java.util.List;

/**
 * What was measured of one item of a task.
 *
 * @param task name of the task, e.g. {@code mmlu_anatomy}
 * @param docId number of the document in its split, from 0
 * @param target index of the right choice
 * @param choices one per choice, in order; empty where the item failed
 * @param errorCode why the item failed; null where it was scored
 * @param truncated the prompt was shortened to fit
 */
public record ItemOutcome(
    String task,
    int docId,
    int target,
    List<ChoiceOutcome> choices,
    String errorCode,
    boolean truncated) {
  public ItemOutcome {
    choices = List.copyOf(choices);
    if (choices.isEmpty() != (errorCode != null)) {
      throw new IllegalArgumentException(
          "item "
              + docId
              + " of "
              + task
              + " has "
              + choices.size()
              + " choices and error "
              + errorCode);
    }
  }

  public boolean failed() {
    return errorCode != null;
  }
}
