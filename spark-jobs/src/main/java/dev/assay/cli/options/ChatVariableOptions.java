package dev.assay.cli.options;

import dev.assay.core.error.AssayException;
import dev.assay.core.generation.ChatVariables;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a chat template is told beside the messages, spelt as transformers and vLLM spell it. */
public final class ChatVariableOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--chat_template_kwargs",
      paramLabel = "JSON",
      description =
          "Variables of the model's chat template, e.g. '{\"enable_thinking\": false}' or"
              + " '{\"date_string\": \"01 Jan 2026\"}'.")
  private String variables;

  public boolean given() {
    return variables != null;
  }

  /**
   * @throws ParameterException for a text that is no JSON object, and for names that prompts are
   *     made of
   */
  public ChatVariables variables() {
    try {
      return ChatVariables.of(variables);
    } catch (AssayException e) {
      throw new ParameterException(command.commandLine(), "assay: " + e.getMessage(), e);
    }
  }
}
