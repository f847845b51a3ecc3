package dev.assay.eval.request;

import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Request;
import java.util.List;

/** Encodes an item whose whole text is scored. Nothing is cut: a long text is read in windows. */
final class RollingEncoding {
  private RollingEncoding() {}

  static EncodedItem encoded(AskedItem item, Request.Rolling request, RequestEncoder encoder) {
    int[] tokens = encoder.tokens().rolling(request.text());
    if (tokens.length < 2) {
      return EncodedItem.failed(
          request.text(), "empty_text", "the text has no token that could be scored");
    }
    TokenRequest asked =
        new TokenRequest(
            item.task(),
            item.docId(),
            0,
            false,
            tokens,
            new RollingQuestion(
                encoder.policy().maxLength(),
                request.words(),
                request.bytes(),
                encoder.tokenLogProbabilities()));
    return new EncodedItem(List.of(asked), request.text(), 1, 0, 0, null, null);
  }
}
