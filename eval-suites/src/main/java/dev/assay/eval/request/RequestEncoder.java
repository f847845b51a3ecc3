package dev.assay.eval.request;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.request.Shortening.Fitted;
import dev.assay.eval.request.Shortening.Piece;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Encodes items for one model. Safe for use by many threads where its tokenizer is.
 *
 * @see TokenEncoder
 */
public final class RequestEncoder {
  private final TokenEncoder tokens;
  private final EncodingPolicy policy;
  private final boolean tokenLogProbabilities;
  private final long seed;

  /**
   * @param tokenLogProbabilities each token's is asked for where something is scored
   * @param seed of what is drawn where something is generated
   */
  public RequestEncoder(
      Tokenizer tokenizer, EncodingPolicy policy, boolean tokenLogProbabilities, long seed) {
    this.tokens = new TokenEncoder(tokenizer, policy.bos());
    this.policy = policy;
    this.tokenLogProbabilities = tokenLogProbabilities;
    this.seed = seed;
  }

  /** The item as ids that fit the policy's length, or why it is not asked. */
  public EncodedItem encode(AskedItem item, PromptForm form) {
    try {
      return RequestKind.of(item.request()).encode(item, form, this);
    } catch (AssayException e) {
      if (e.kind() != ErrorKind.REQUEST) {
        throw e;
      }
      return EncodedItem.failed("", e.code(), e.getMessage());
    }
  }

  TokenEncoder tokens() {
    return tokens;
  }

  EncodingPolicy policy() {
    return policy;
  }

  boolean tokenLogProbabilities() {
    return tokenLogProbabilities;
  }

  long seed() {
    return seed;
  }

  /**
   * Pieces that fit, as requests.
   *
   * @param shots that can be dropped
   * @param pieces of the item without so many of its first shots
   */
  EncodedItem fitted(
      String prompt,
      int shots,
      IntFunction<List<Piece>> pieces,
      Function<Fitted, List<TokenRequest>> requests) {
    Fitted fitted = new Shortening(policy, shots, pieces).fit();
    if (fitted.errorCode() != null) {
      return EncodedItem.failed(prompt, fitted.errorCode(), fitted.message());
    }
    return new EncodedItem(
        requests.apply(fitted),
        prompt,
        fitted.pieces().get(0).context().length,
        fitted.truncated(),
        fitted.droppedShots(),
        null,
        null);
  }
}
