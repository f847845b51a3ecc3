package dev.assay.eval.item;

import java.util.List;

/** What a model is asked. */
public sealed interface Request {
  /**
   * The log-likelihoods of continuations.
   *
   * @param choices scored, in order: one, or several of which one is picked
   * @param unconditional the same choices after nothing, for metrics that compare with it; else
   *     empty
   */
  record Choices(List<Choice> choices, List<Choice> unconditional) implements Request {
    public Choices {
      choices = List.copyOf(choices);
      unconditional = List.copyOf(unconditional);
    }
  }

  /**
   * A continuation of a context.
   *
   * @param context the same object for all choices that share it
   * @param continuation what is scored: the target delimiter and the choice
   * @param text the choice without the delimiter: its length normalises the log-likelihood
   */
  record Choice(Prompt context, String continuation, String text) {}

  /**
   * A text of the model's own.
   *
   * @param settings where it ends and how it is made
   * @param samples how many are made, each with a seed of its own (the harness's {@code repeats})
   */
  record Completion(Prompt prompt, CompletionSettings settings, int samples) implements Request {}

  /**
   * The log-likelihood of a whole text, of any length, in windows as the harness cuts them.
   *
   * @param words as the harness counts them: pieces between white space
   * @param bytes in UTF-8
   */
  record Rolling(String text, int words, int bytes) implements Request {}
}
