package dev.assay.cli.rows;

import dev.assay.cli.options.ModelOptions;
import dev.assay.rows.ScoreRows;
import dev.assay.rows.ScoreSettings;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Settings;
import java.util.Map;
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
public final class ScoreCommand implements Callable<Integer> {
  @Mixin private ModelOptions model;

  @Mixin private RowOptions rows;

  @Option(names = "--token_logprobs", description = "Add every token's log-probability.")
  private boolean tokenLogProbabilities;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ScoreSettings score =
        new ScoreSettings(
            model.model(),
            model.withoutBegin(),
            model.maxLength(),
            tokenLogProbabilities,
            ReplicaSettings.of(model.over(Settings.of(Map.of()))));
    return rows.run(files -> ScoreRows.run(score, files), spec.commandLine().getErr());
  }
}
