package dev.assay.cli.generate;

import dev.assay.cli.options.ChatVariableOptions;
import dev.assay.core.generation.GenerationOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an answer's text holds, and what its conversation's template is told. */
final class AnswerTextOptions {
  @Option(
      names = "--keep_special_tokens",
      description =
          "Texts hold special tokens, e.g. those of turns (default: they are skipped, as with"
              + " skip_special_tokens).")
  private boolean keepsSpecialTokens;

  @Mixin private ChatVariableOptions chatVariables;

  /** The options with what these say. */
  GenerationOptions over(GenerationOptions options) {
    return options
        .withSkippedSpecialTokens(!keepsSpecialTokens)
        .withChatVariables(chatVariables.variables());
  }
}
