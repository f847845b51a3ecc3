package dev.assay.eval.response;

import dev.assay.eval.item.Reference;
import dev.assay.eval.program.Verdict;
import java.util.Map;

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
  /**
   * The same, where it has completions, with verdicts of programs made of them.
   *
   * @param verdicts by {@link Response.Completions#digest}
   */
  public AnsweredItem with(Map<String, Verdict> verdicts) {
    if (!(response instanceof Response.Completions completions)) {
      return this;
    }
    Response judged = new Response.Completions(completions.texts(), verdicts);
    return new AnsweredItem(task, docId, promptDigest, reference, judged, truncated);
  }

  public boolean failed() {
    return response instanceof Response.Failure;
  }
}
