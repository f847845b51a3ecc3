package dev.assay.core.jinja;

/** Which of Jinja2's environments a template is for. */
public enum Dialect {
  /**
   * A task file's (lm_eval/utils.py, apply_template): StrictUndefined, the last line end kept, the
   * filter {@code regex_replace}.
   */
  TASK(true, false),
  /**
   * A chat template's (transformers/utils/chat_template_utils.py): an immutable sandbox,
   * trim_blocks and lstrip_blocks, break and continue, {@code generation}, {@code tojson} as
   * transformers has it, {@code raise_exception} and {@code strftime_now}.
   */
  CHAT(false, true);

  private final boolean strict;
  private final boolean chat;

  Dialect(boolean strict, boolean chat) {
    this.strict = strict;
    this.chat = chat;
  }

  /** What is undefined fails where it is used, and does not print as nothing. */
  boolean strict() {
    return strict;
  }

  boolean isChat() {
    return chat;
  }
}
