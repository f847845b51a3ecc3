package dev.assay.rows;

import dev.assay.core.engine.ScoreRequest;
import dev.assay.core.error.AssayException;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.request.TokenEncoder;
import java.util.List;
import java.util.OptionalInt;

/**
 * From the strings of rows to token ids of one model. Its tokenizer is opened at the first string:
 * rows of ids need none.
 */
final class RowEncoder {
  private final ModelFolder model;
  private final boolean withoutBegin;
  private final int maxLength;
  private final int windowTokens;
  private TokenEncoder encoder;

  RowEncoder(ModelFolder model, boolean withoutBegin, OptionalInt maxLength) {
    this.model = model;
    this.withoutBegin = withoutBegin;
    this.maxLength = model.evaluationLength(maxLength);
    boolean endless =
        maxLength.isEmpty() && model.configuration().maximumPositions() == Integer.MAX_VALUE;
    this.windowTokens = endless ? Integer.MAX_VALUE : this.maxLength;
  }

  /** Tokens of a text that the model reads through at most. */
  int windowTokens() {
    return windowTokens;
  }

  ScoreRequest choices(String context, List<String> continuations) {
    if (encoder == null) {
      OptionalInt begin = model.beginOfSequence(withoutBegin);
      encoder = new TokenEncoder(model.tokenizer(), begin);
    }
    List<TokenEncoder.Pair> pairs = encoder.pairs(context, continuations);
    return checked(
        new ScoreRequest(
            pairs.get(0).context(), pairs.stream().map(TokenEncoder.Pair::continuation).toList()));
  }

  /** Fails where a request is longer than rows may be. */
  ScoreRequest checked(ScoreRequest request) {
    for (int[] continuation : request.continuations()) {
      long read = (long) request.context().length + continuation.length - 1;
      if (read > maxLength) {
        throw AssayException.request(
            "too_long",
            read + " tokens have to be read",
            "max_length is " + maxLength,
            "shorten the row, or raise --max_length as far as the model goes");
      }
    }
    return request;
  }

  /**
   * The token that stands before a text, and the text's. As in the reference harness
   * (lm_eval/models/huggingface.py, prefix_token_id) a text's first token is scored after BOS, also
   * where the model takes none or it is forced off, because a first token has no probability
   * without one before it; and after EOS where the tokenizer names no BOS. Where the text begins
   * with that token already it stands for itself and is not scored; the harness, told to add BOS,
   * reads two and scores the second.
   */
  int[] text(String text) {
    int prefix = prefix();
    int[] ids = model.tokenizer().encode(text);
    if (ids.length > 0 && ids[0] == prefix) {
      return ids;
    }
    int[] tokens = new int[ids.length + 1];
    tokens[0] = prefix;
    System.arraycopy(ids, 0, tokens, 1, ids.length);
    return tokens;
  }

  private int prefix() {
    OptionalInt begin = model.tokenizer().beginOfSequence();
    OptionalInt prefix = begin.isPresent() ? begin : model.tokenizer().endOfSequence();
    return prefix.orElseThrow(
        () ->
            AssayException.request(
                "no_first_token",
                "the tokenizer in " + model.path() + " names neither BOS nor EOS",
                "a text's first token has no probability without one before it",
                "add bos_token to tokenizer_config.json, or give context and continuations"));
  }

  /** A surrogate that is not half of a pair counts as U+FFFD, as the tokenizers read it. */
  static long utf8Bytes(String text) {
    return text.codePoints().mapToLong(RowEncoder::utf8Bytes).sum();
  }

  private static long utf8Bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
