package dev.assay.eval.item;

import java.util.List;

/**
 * What a model reads, in the pieces it was made of, so that whole examples can be dropped and a
 * chat template can be given them as messages.
 *
 * @param description before everything, with its own line ends; may be empty
 * @param examples in the order of the prompt
 * @param question up to the answer
 * @param opening what the answer begins with (the harness's {@code gen_prefix}), with what stands
 *     between it and the question; may be empty
 */
public record Prompt(
    String description, List<SolvedExample> examples, String question, String opening) {
  public Prompt {
    examples = List.copyOf(examples);
  }

  /** A prompt that is one text. */
  public static Prompt of(String question) {
    return new Prompt("", List.of(), question, "");
  }

  /** The same without its first examples. */
  public Prompt without(int dropped) {
    return new Prompt(description, examples.subList(dropped, examples.size()), question, opening);
  }

  /** As one text, the way a model without a chat template reads it. */
  public String text() {
    StringBuilder text = new StringBuilder(description);
    examples.forEach(example -> text.append(example.text()));
    return text.append(question).append(opening).toString();
  }
}
