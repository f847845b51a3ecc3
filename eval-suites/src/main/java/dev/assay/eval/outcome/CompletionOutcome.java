package dev.assay.eval.outcome;

/**
 * What a model wrote to one item of a generation task: everything that any filter and metric needs,
 * and nothing derived.
 *
 * @param task name of the task, e.g. {@code gsm8k}
 * @param docId number of the document in its split, from 0
 * @param reference what the completion is held against; null where the item failed
 * @param completion the text generated, up to the first stop string; null where the item failed
 * @param errorCode why the item failed; null where there is a completion
 * @param truncated the prompt was shortened to fit
 */
public record CompletionOutcome(
    String task,
    int docId,
    Reference reference,
    String completion,
    String errorCode,
    boolean truncated) {
  public CompletionOutcome {
    if ((completion == null) == (errorCode == null)
        || (completion == null) != (reference == null)) {
      throw new IllegalArgumentException(
          "item "
              + docId
              + " of "
              + task
              + " has completion "
              + completion
              + ", reference "
              + reference
              + " and error "
              + errorCode);
    }
  }

  public boolean failed() {
    return errorCode != null;
  }
}
