package dev.assay.core.generation;

import dev.assay.core.error.AssayException;
import dev.assay.core.tokenizer.Tokenizer;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** From what people ask to the token ids that a model reads. Safe for use by many threads. */
public final class PromptEncoder {
  private final Tokenizer tokenizer;
  private final OptionalInt begin;
  private final Supplier<ChatTemplate> findTemplate;
  private final int mostTokens;
  private volatile ChatTemplate template;

  /**
   * @param begin the id that stands before every prompt; empty for none
   * @param findTemplate what messages go through; asked for when the first ones come
   * @param mostTokens of a prompt, {@code begin} included
   */
  public PromptEncoder(
      Tokenizer tokenizer, OptionalInt begin, Supplier<ChatTemplate> findTemplate, int mostTokens) {
    this.tokenizer = tokenizer;
    this.begin = begin;
    this.findTemplate = findTemplate;
    this.mostTokens = mostTokens;
  }

  /**
   * A text after {@code begin}, which stands there once, also where the text has it already.
   *
   * @throws AssayException of kind REQUEST where it is too long
   */
  public int[] text(String text) {
    return begun(tokenizer.encode(text));
  }

  private int[] begun(int[] ids) {
    if (begin.isEmpty() || ids.length > 0 && ids[0] == begin.getAsInt()) {
      return ids(ids);
    }
    int[] prompt = new int[ids.length + 1];
    prompt[0] = begin.getAsInt();
    System.arraycopy(ids, 0, prompt, 1, ids.length);
    return ids(prompt);
  }

  /**
   * A conversation, as {@link ChatTemplate#prompt} has it, special tokens found by their texts, and
   * BOS once, where the template writes it too.
   *
   * @param variables what the template is told beside it
   * @throws AssayException of kind REQUEST where it makes no conversation, or is too long; as the
   *     search for the template has it
   */
  public int[] messages(List<Message> messages, ChatVariables variables) {
    if (template == null) {
      template = findTemplate.get();
    }
    String text = template.with(variables).prompt(messages);
    return begun(tokenizer.parsingSpecialTokens().encode(text));
  }

  /**
   * Ids as they are.
   *
   * @throws AssayException of kind REQUEST where they are too many
   */
  public int[] ids(int[] ids) {
    if (ids.length > mostTokens) {
      throw AssayException.request(
          "too_long",
          "the prompt has " + ids.length + " tokens",
          "at most " + mostTokens + " may be read",
          "shorten it, or raise max_prompt_tokens as far as the model goes");
    }
    return ids;
  }
}
