package dev.assay.cli.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.sampling.Sampling;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is generated after a prompt, spelt as transformers and vLLM spell it. */
final class SamplingOptions {
  @Option(
      names = "--max_new_tokens",
      paramLabel = "N",
      defaultValue = "256",
      description = "The most tokens of an answer (default: ${DEFAULT-VALUE}).")
  private int maxNewTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description = "Logits are divided by it; 0 (default) takes the most probable token, always.")
  private double temperature;

  @Option(
      names = "--top_k",
      paramLabel = "N",
      defaultValue = "0",
      description = "Draw from so many most probable tokens; 0 (default) for all.")
  private int topK;

  @Option(
      names = "--top_p",
      paramLabel = "P",
      defaultValue = "1",
      description = "Draw from the most probable tokens of this sum; 1 (default) for all.")
  private double topP;

  @Option(
      names = "--min_p",
      paramLabel = "P",
      defaultValue = "0",
      description =
          "Leave out tokens less probable than this times the most probable one; 0 (default) for"
              + " none.")
  private double minP;

  @Option(
      names = "--repetition_penalty",
      paramLabel = "X",
      defaultValue = "1",
      description = "Make tokens that prompt or answer have less probable; 1 (default) for none.")
  private double repetitionPenalty;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the draws: a row's depend on it and on the row's id (default: 0).")
  private long seed;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description = "An answer ends before it; may be repeated.")
  private List<String> stop = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--ignore_eos", description = "End-of-text tokens are tokens like others.")
  private boolean ignoreEnd;

  @Mixin private AnswerTextOptions text;

  @Option(
      names = "--logprobs",
      paramLabel = "N",
      description =
          "Log-probabilities of an answer's tokens, and of the N most probable ones at each place.")
  private Integer logProbabilities;

  /**
   * @throws ParameterException for a value that does not fit: here it is the command's, not a row's
   */
  GenerationOptions options() {
    try {
      return text.over(
          new GenerationOptions(
              maxNewTokens,
              new Sampling(temperature, topK, topP, minP, repetitionPenalty, seed),
              stop,
              ignoreEnd,
              logProbabilities == null ? -1 : logProbabilities));
    } catch (AssayException e) {
      throw new ParameterException(command.commandLine(), "assay: " + e.getMessage(), e);
    }
  }
}
