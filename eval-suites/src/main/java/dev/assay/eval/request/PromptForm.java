package dev.assay.eval.request;

import dev.assay.eval.item.Prompt;

/** How the pieces of a prompt become the text that a model reads. */
public interface PromptForm {
  /** One piece after the other. */
  PromptForm PLAIN = Prompt::text;

  /** The text, without BOS. */
  String text(Prompt prompt);
}
