package dev.assay.cli;

import dev.assay.rows.ScoreRows;
import dev.assay.rows.ScoreSettings;
import dev.assay.settings.ReplicaSettings;
import dev.assay.settings.Setting;
import dev.assay.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay score}. */
@Command(
    name = "score",
    description = {
      "Scores JSON Lines in this process, without Spark.",
      "A row has context and continuations (strings), or context_ids and continuations_ids (token"
          + " ids, taken as they are), or text (of any length: its perplexity)."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "Hugging Face model folder.")
  private Path model;

  @Mixin private RowOptions rows;

  @Option(
      names = "--max_length",
      paramLabel = "N",
      description =
          "Tokens the model reads at most (default: 8192 for RecurrentGemma and Gemma; texts have"
              + " no limit where the model states none).")
  private Integer maxLength;

  @Option(
      names = "--force_no_bos",
      description = "Score without BOS; RecurrentGemma and Gemma collapse without it.")
  private boolean withoutBegin;

  @Option(names = "--token_logprobs", description = "Add every token's log-probability.")
  private boolean tokenLogProbabilities;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that compute (default: all cores).")
  private Integer threads;

  @Option(
      names = "--kernels",
      paramLabel = "NAME",
      description = "auto, plain, vector128, vector256 or vector512.")
  private String kernels;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings =
        Settings.of(Map.of())
            .with(Setting.THREADS, threads, "--threads")
            .with(Setting.KERNELS, kernels, "--kernels");
    ScoreSettings score =
        new ScoreSettings(
            model,
            withoutBegin,
            maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength),
            tokenLogProbabilities,
            ReplicaSettings.of(settings));
    return rows.run(files -> ScoreRows.run(score, files), spec.commandLine().getErr());
  }
}
