package dev.assay.eval.request;

import dev.assay.core.text.PythonText;
import dev.assay.core.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Encodes texts for one model. Safe for use by many threads where its tokenizer is.
 *
 * <p>Trailing white space of a context moves to the continuation; context, and context with
 * continuation, are encoded apart, and the continuation's ids are those of the whole after the
 * context's length (lm_eval/api/model.py, TemplateLM._encode_pair).
 */
public final class TokenEncoder {
  private final Tokenizer tokenizer;
  private final OptionalInt begin;

  /**
   * @param begin id that begins every sequence, once; empty where the model takes none
   */
  public TokenEncoder(Tokenizer tokenizer, OptionalInt begin) {
    this.tokenizer = tokenizer;
    this.begin = begin;
  }

  /**
   * A continuation after its context.
   *
   * @param context without ids where it is empty and no id is known that can stand for it
   * @param continuation without ids where it adds no token
   */
  public record Pair(int[] context, int[] continuation) {}

  /** A context by itself, encoded once for all its continuations. */
  final class Context {
    private final String head;
    private final String space;
    private final int[] ids;

    private Context(String text) {
      this.head = PythonText.rstrip(text);
      this.space = text.substring(head.length());
      this.ids = text(head);
    }

    Pair with(String continuation) {
      if (head.isEmpty()) {
        return alone(space + continuation);
      }
      int[] whole = text(head + space + continuation);
      int from = Math.min(ids.length, whole.length);
      return new Pair(ids, Arrays.copyOfRange(whole, from, whole.length));
    }
  }

  Context context(String text) {
    return new Context(text);
  }

  /** A context and a continuation as they are, whatever their length. */
  public Pair pair(String context, String continuation) {
    return context(context).with(continuation);
  }

  /** Continuations of one context, as they are. */
  public List<Pair> pairs(String context, List<String> continuations) {
    Context encoded = context(context);
    return continuations.stream().map(encoded::with).toList();
  }

  /** A text with BOS before it, where there is to be one and it has none already. */
  int[] text(String text) {
    int[] ids = tokenizer.encode(text);
    return begin.isEmpty() ? ids : after(begin.getAsInt(), ids);
  }

  /**
   * After an empty context stands BOS alone, unless the continuation begins with it: something has
   * to be read before the first token is scored, even where there is to be no BOS.
   */
  private Pair alone(String continuation) {
    int[] ids = tokenizer.encode(continuation);
    OptionalInt first = first();
    if (first.isEmpty()) {
      return new Pair(new int[0], ids);
    }
    int[] begun = after(first.getAsInt(), ids);
    return new Pair(Arrays.copyOf(begun, 1), Arrays.copyOfRange(begun, 1, begun.length));
  }

  /**
   * A whole text with what stands before its first token. As in the harness (models/huggingface.py,
   * loglikelihood_rolling), a BOS of the text itself is scored after it.
   */
  int[] rolling(String text) {
    OptionalInt first = first();
    int[] ids = text(text);
    return first.isEmpty() ? ids : before(first.getAsInt(), ids);
  }

  private OptionalInt first() {
    return Stream.of(begin, tokenizer.beginOfSequence(), tokenizer.endOfSequence())
        .flatMapToInt(OptionalInt::stream)
        .findFirst();
  }

  private static int[] after(int begin, int[] ids) {
    return ids.length > 0 && ids[0] == begin ? ids : before(begin, ids);
  }

  private static int[] before(int begin, int[] ids) {
    int[] begun = new int[ids.length + 1];
    begun[0] = begin;
    System.arraycopy(ids, 0, begun, 1, ids.length);
    return begun;
  }
}
