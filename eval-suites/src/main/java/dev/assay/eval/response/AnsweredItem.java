package dev.assay.eval.response;

import dev.assay.eval.item.Reference;

/**
 * An item and what the model answered: what a run's tables keep of it.
 *
 * @param task e.g. {@code mmlu_anatomy}
 * @param docId number of the document in its split, from 0
 * @param promptDigest sha256 of the prompt, hexadecimal; null where there is none
 * @param reference what the answer is held against; null where the document cannot be asked
 * @param truncated the prompt was shortened to fit
 */
public record AnsweredItem(
    String task,
    int docId,
    String promptDigest,
    Reference reference,
    Response response,
    boolean truncated) {
  public boolean failed() {
    return response instanceof Response.Failure;
  }
}
