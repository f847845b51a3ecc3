package dev.assay.eval.run;

import dev.assay.eval.item.Reference;
import dev.assay.eval.request.RequestKind;
import dev.assay.eval.request.Sample;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.Comparator;
import java.util.List;

/**
 * What a run's table {@code items} says of an item; what was answered lies in {@code samples}.
 *
 * @param kind of its request; null where the document cannot be asked
 * @param promptDigest sha256 of the prompt, hexadecimal; null where there is none
 * @param reference what the answer is held against; null where the document cannot be asked
 * @param truncated the prompt was shortened to fit
 * @param errorCode why there is no answer; null where there is one
 */
public record StoredItem(
    String task,
    int docId,
    RequestKind kind,
    String promptDigest,
    Reference reference,
    boolean truncated,
    String errorCode,
    String errorMessage) {
  /** The one error of an item that was answered which may go. */
  private static final String NOT_STARTED = "program_not_started";

  private static final Comparator<Sample> ORDER =
      Comparator.comparing(Sample::unconditional).thenComparingInt(Sample::index);

  /**
   * The item with its answer.
   *
   * @param samples all of the item, in any order; none where there is an error
   */
  public AnsweredItem answered(List<Sample> samples) {
    // What could not be started then has an answer still, and may have a verdict by now.
    boolean answered =
        errorCode == null || errorCode.equals(NOT_STARTED) && kind != null && !samples.isEmpty();
    Response response =
        answered
            ? kind.response(samples.stream().sorted(ORDER).toList())
            : new Response.Failure(errorCode, errorMessage);
    return new AnsweredItem(task, docId, promptDigest, reference, response, truncated);
  }
}
