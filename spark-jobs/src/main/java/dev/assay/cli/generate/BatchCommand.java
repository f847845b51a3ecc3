package dev.assay.cli.generate;

import dev.assay.cli.options.ReplicaOptions;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.generation.GenerationOptions;
import dev.assay.spark.internal.generate.BatchJob;
import dev.assay.spark.internal.generate.GenerateResult;
import dev.assay.spark.internal.generate.InputTable;
import dev.assay.spark.internal.generate.JobSettings;
import dev.assay.spark.internal.generate.TableFormat;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay batch}. */
@Command(
    name = "batch",
    description = {
      "Answers a batch file in OpenAI's form, on Spark: in the output folder, output.jsonl has the"
          + " responses, and errors.jsonl those of requests that cannot be answered.",
      "The same command again continues where the last one stopped."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BatchCommand implements Callable<Integer> {
  @Mixin private ReplicaOptions model;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      required = true,
      description =
          "Requests, a line of JSON each, to /v1/chat/completions or /v1/completions: a file, a"
              + " folder or a pattern, local or any Hadoop path.")
  private String input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "New folder of the two files, local or any Hadoop path.")
  private String output;

  @Option(
      names = "--max_new_tokens",
      paramLabel = "N",
      defaultValue = "256",
      description =
          "The most tokens of a chat's answer whose request says no max_tokens (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxNewTokens;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of requests that say none; draws depend on it and on custom_id (default: 0).")
  private long seed;

  @Option(
      names = "--max_prompt_tokens",
      paramLabel = "N",
      description = "Longer prompts are errors (default: what the model was made for).")
  private Integer maxPromptTokens;

  @Mixin private AnswerTextOptions text;

  @Mixin private ChunkOptions chunks;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = chunks.over(model.over(sparkOptions.settings()));
    JobSettings job =
        new JobSettings(
            new InputTable(input, TableFormat.TEXT, Map.of()),
            output,
            TableFormat.PARQUET,
            JobSettings.Execution.of(settings));
    BatchJob.Requests requests =
        new BatchJob.Requests(
            model.model(),
            model.withoutBegin(),
            maxPromptTokens == null ? OptionalInt.empty() : OptionalInt.of(maxPromptTokens),
            text.over(GenerationOptions.DEFAULT.withMaxNewTokens(maxNewTokens).withSeed(seed)));
    try (LazySession session = sparkOptions.session("assay batch")) {
      SparkSession spark = session.session();
      GenerateResult result;
      try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
        result = new BatchJob(spark, job, requests, progress).run();
      }
      new GenerateSummary(result, "requests").print(spec.commandLine().getOut());
      new FailureBudget(settings.number(Setting.MAX_FAILED))
          .check(
              result.counts().failed(),
              result.counts().rows(),
              "requests",
              "see errors.jsonl in " + output + "; all others were answered");
    }
    return 0;
  }
}
