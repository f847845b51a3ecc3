package dev.assay.eval.request;

import java.util.List;

/**
 * An item as requests of token ids, or the reason why it is not to be asked.
 *
 * @param requests at least one; none where the item failed
 * @param prompt what the model reads first, as text, before anything was cut
 * @param contextTokens tokens read before the first choice, or before the answer
 * @param truncatedTokens tokens of the prompt that were cut, those of dropped shots too
 * @param droppedShots whole shots that were dropped
 * @param errorCode null, {@code too_long}, {@code skipped_too_long}, {@code empty_continuation} (a
 *     choice adds no token to the prompt) or {@code empty_context} (no token stands for the prompt)
 * @param message what went wrong, with the values; null where nothing did
 */
public record EncodedItem(
    List<TokenRequest> requests,
    String prompt,
    int contextTokens,
    int truncatedTokens,
    int droppedShots,
    String errorCode,
    String message) {
  public EncodedItem {
    requests = List.copyOf(requests);
  }

  public boolean failed() {
    return errorCode != null;
  }

  public boolean truncated() {
    return truncatedTokens > 0 || droppedShots > 0;
  }

  static EncodedItem failed(String prompt, String errorCode, String message) {
    return new EncodedItem(List.of(), prompt, 0, 0, 0, errorCode, message);
  }
}
