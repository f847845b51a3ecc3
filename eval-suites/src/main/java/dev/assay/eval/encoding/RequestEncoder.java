package dev.assay.eval.encoding;

import dev.assay.core.text.PythonText;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.prompt.MultipleChoiceItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Encodes questions for one model. Safe for use by many threads where its tokenizer is.
 *
 * <p>Trailing white space of the context moves to the continuation; context, and context with
 * continuation, are encoded apart, and the continuation's ids are those of the whole behind the
 * context's length (the reference harness's rule).
 */
public final class RequestEncoder {
  private final Tokenizer tokenizer;
  private final EncodingPolicy policy;

  public RequestEncoder(Tokenizer tokenizer, EncodingPolicy policy) {
    this.tokenizer = tokenizer;
    this.policy = policy;
  }

  /** The item as ids that fit the policy's length, or why it is not scored. */
  public EncodedItem encode(MultipleChoiceItem item) {
    List<EncodedChoice> choices = encode(item, 0);
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).continuation().length == 0) {
        return failed("empty_continuation", "choice " + i + " adds no token to the prompt");
      }
      if (choices.get(i).context().length == 0) {
        return failed("empty_context", "the prompt is empty, and no BOS is known to stand for it");
      }
    }
    int excess = excess(choices);
    if (excess <= 0) {
      return new EncodedItem(choices, 0, 0, null, null);
    }
    return switch (policy.truncation()) {
      case SHOTS -> dropShots(item, choices, excess);
      case LEFT -> cutLeft(choices, excess, excess, 0);
      case HARNESS -> cutAsHarness(choices, excess);
      case SKIP -> failed("skipped_too_long", lengths(excess));
      case FAIL -> failed("too_long", lengths(excess));
    };
  }

  /**
   * Encodes a context and its continuations as they are, without truncation. A context is without
   * ids where it is empty and no BOS is known; a continuation, where it adds no token.
   */
  public List<EncodedChoice> encode(
      String context, List<String> continuations, List<String> choices) {
    String head = PythonText.rstrip(context);
    String space = context.substring(head.length());
    int[] contextIds = withBegin(tokenizer.encode(head));
    List<EncodedChoice> encoded = new ArrayList<>();
    for (int i = 0; i < continuations.size(); i++) {
      String continuation = space + continuations.get(i);
      String choice = choices.get(i);
      int codePoints = choice.codePointCount(0, choice.length());
      int bytes = choice.getBytes(StandardCharsets.UTF_8).length;
      if (head.isEmpty()) {
        encoded.add(encodeAlone(continuation, codePoints, bytes));
        continue;
      }
      int[] whole = withBegin(tokenizer.encode(head + continuation));
      int from = Math.min(contextIds.length, whole.length);
      int[] continuationIds = Arrays.copyOfRange(whole, from, whole.length);
      encoded.add(new EncodedChoice(contextIds, continuationIds, codePoints, bytes));
    }
    return encoded;
  }

  /**
   * Behind an empty context stands BOS alone, unless the continuation begins with it: something has
   * to be read before the first token is scored, even where the policy wants no BOS.
   */
  private EncodedChoice encodeAlone(String continuation, int codePoints, int bytes) {
    int[] ids = tokenizer.encode(continuation);
    OptionalInt begin =
        Stream.of(policy.bos(), tokenizer.beginOfSequence(), tokenizer.endOfSequence())
            .flatMapToInt(OptionalInt::stream)
            .findFirst();
    if (begin.isEmpty()) {
      return new EncodedChoice(new int[0], ids, codePoints, bytes);
    }
    int[] begun = behind(begin.getAsInt(), ids);
    return new EncodedChoice(
        Arrays.copyOf(begun, 1), Arrays.copyOfRange(begun, 1, begun.length), codePoints, bytes);
  }

  private List<EncodedChoice> encode(MultipleChoiceItem item, int droppedShots) {
    return encode(item.pieces().context(droppedShots), item.continuations(), item.choices());
  }

  /** BOS before the ids, where the policy wants it and they do not begin with it already. */
  private int[] withBegin(int[] ids) {
    return policy.bos().isEmpty() ? ids : behind(policy.bos().getAsInt(), ids);
  }

  private static int[] behind(int begin, int[] ids) {
    if (ids.length > 0 && ids[0] == begin) {
      return ids;
    }
    int[] begun = new int[ids.length + 1];
    begun[0] = begin;
    System.arraycopy(ids, 0, begun, 1, ids.length);
    return begun;
  }

  /** Tokens too many in the longest choice: its last token is scored, not read. */
  private int excess(List<EncodedChoice> choices) {
    int longest = 0;
    for (EncodedChoice choice : choices) {
      longest = Math.max(longest, choice.context().length + choice.continuation().length - 1);
    }
    return longest - policy.maxLength();
  }

  private EncodedItem dropShots(MultipleChoiceItem item, List<EncodedChoice> whole, int excess) {
    List<EncodedChoice> choices = whole;
    int left = excess;
    int dropped = 0;
    while (left > 0 && dropped < item.pieces().shots().size()) {
      dropped++;
      choices = encode(item, dropped);
      left = excess(choices);
    }
    return left <= 0
        ? new EncodedItem(choices, excess - left, dropped, null, null)
        : cutLeft(choices, left, excess, dropped);
  }

  /**
   * The choices keep one context: as much of its end as the longest leaves room for, behind BOS.
   *
   * @param excess tokens to cut
   * @param truncated tokens cut in all, those of dropped shots too
   */
  private EncodedItem cutLeft(
      List<EncodedChoice> choices, int excess, int truncated, int droppedShots) {
    int begin = policy.bos().isPresent() ? 1 : 0;
    List<EncodedChoice> cut = new ArrayList<>();
    for (EncodedChoice choice : choices) {
      int[] context = choice.context();
      if (context.length - excess <= begin) {
        return failed("too_long", lengths(truncated) + ", and its longest choice leaves no room");
      }
      int[] kept = Arrays.copyOfRange(context, excess, context.length);
      if (begin == 1) {
        kept[0] = context[0];
      }
      cut.add(new EncodedChoice(kept, choice.continuation(), choice.codePoints(), choice.bytes()));
    }
    return new EncodedItem(cut, truncated, droppedShots, null, null);
  }

  /** Each choice keeps the last tokens of its own prompt: BOS and description go first. */
  private EncodedItem cutAsHarness(List<EncodedChoice> choices, int excess) {
    List<EncodedChoice> cut = new ArrayList<>();
    for (EncodedChoice choice : choices) {
      int[] context = choice.context();
      int own = context.length + choice.continuation().length - 1 - policy.maxLength();
      if (own >= context.length) {
        return failed("too_long", lengths(excess) + ", and its longest choice leaves no room");
      }
      int[] kept = Arrays.copyOfRange(context, Math.max(0, own), context.length);
      cut.add(new EncodedChoice(kept, choice.continuation(), choice.codePoints(), choice.bytes()));
    }
    return new EncodedItem(cut, excess, 0, null, null);
  }

  private String lengths(int excess) {
    int length = policy.maxLength() + excess;
    return "the prompt has " + length + " tokens, the model takes " + policy.maxLength();
  }

  private static EncodedItem failed(String code, String message) {
    return new EncodedItem(List.of(), 0, 0, code, message);
  }
}
