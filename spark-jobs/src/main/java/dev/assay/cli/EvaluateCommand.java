package dev.assay.cli;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.encoding.Truncation;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.spark.EvaluateJob;
import dev.assay.spark.EvaluateResult;
import dev.assay.spark.EvaluateSettings;
import dev.assay.spark.FailureBudget;
import dev.assay.spark.ReplicaSettings;
import dev.assay.spark.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay evaluate}. */
@Command(
    name = "evaluate",
    description = "Evaluates a model on tasks, on Spark, and writes tables.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      description = "Hugging Face model folder, at the same path on every host.")
  private Path model;

  @Option(
      names = "--tasks",
      required = true,
      split = ",",
      description =
          "Tasks, groups or globs; name@N sets the shots of one (assay tasks lists them).")
  private List<String> tasks;

  @Option(names = "--num_fewshot", description = "Shots for every task that names none.")
  private Integer shots;

  @Option(names = "--limit", description = "Documents per task: a count, or a share below 1.")
  private String limit;

  @Option(names = "--data", description = "Folder of benchmark data (or spark.assay.data).")
  private Path data;

  @Option(
      names = "--output",
      required = true,
      description = "Folder of the tables; runs lie in it side by side.")
  private String output;

  @Option(
      names = "--truncation",
      description = "shots, left, skip, fail or harness (default: shots).")
  private String truncation;

  @Option(
      names = "--max_length",
      description =
          "Tokens the model is given at most (default: 8192 for RecurrentGemma and Gemma).")
  private Integer maxLength;

  @Option(
      names = "--seed",
      description = "Of drawn shots (default: ${DEFAULT-VALUE}, the harness's).",
      defaultValue = "1234")
  private long seed;

  @Option(
      names = "--fewshot_per_document",
      description =
          "Draw each document's shots by itself: they do not depend on the documents before it.")
  private boolean perDocument;

  @Option(
      names = "--max_failed",
      description = "Items that may fail: a count, or a share below 1 (default: 0).")
  private String maxFailed;

  @Option(
      names = "--force_no_bos",
      description = "Score without BOS; RecurrentGemma and Gemma collapse without it.")
  private boolean withoutBegin;

  @Option(names = "--write_prompts", description = "Fill items.prompt.")
  private boolean prompts;

  @Option(names = "--token_logprobs", description = "Fill samples.token_log_probabilities.")
  private boolean tokenLogProbabilities;

  @Option(
      names = "--no_harness_files",
      description = "Write no results_*.json and samples_*.jsonl.")
  private boolean withoutHarnessFiles;

  @Option(
      names = "--partitions",
      description = "Spark tasks per chunk (default: Spark's parallelism).")
  private Integer partitions;

  @Option(
      names = "--threads",
      description = "Threads of a replica (default: all cores of the executor).")
  private Integer threads;

  @Option(names = "--kernels", description = "auto, plain, vector128, vector256 or vector512.")
  private String kernels;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (SparkSession spark = sparkOptions.session("assay evaluate")) {
      print(evaluate(spark));
    }
    return 0;
  }

  private EvaluateResult evaluate(SparkSession spark) {
    EvaluateSettings settings = settings(spark.sparkContext().conf());
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      return new EvaluateJob(spark, settings, progress).run();
    }
  }

  private EvaluateSettings settings(SparkConf session) {
    return new EvaluateSettings(
        model,
        tasks,
        shots == null ? OptionalInt.empty() : OptionalInt.of(shots),
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        dataFolder(session),
        output,
        Truncation.valueOf(Setting.TRUNCATION.value(truncation, session).toUpperCase(Locale.ROOT)),
        maxLength == null ? OptionalInt.empty() : OptionalInt.of(maxLength),
        new FewShotSampling(
            perDocument ? FewShotSampling.Mode.PER_DOCUMENT : FewShotSampling.Mode.SEQUENTIAL,
            seed),
        withoutBegin,
        new FailureBudget(Double.parseDouble(Setting.MAX_FAILED.value(maxFailed, session))),
        new EvaluateSettings.Details(prompts, tokenLogProbabilities, !withoutHarnessFiles),
        new EvaluateSettings.Execution(
            Setting.PARTITIONS.integer(partitions, session),
            Setting.CHUNK_TOKENS.integer(null, session),
            new ReplicaSettings(
                Setting.KERNELS.value(kernels, session),
                Setting.THREADS.integer(threads, session),
                Setting.BATCH_TOKENS.integer(null, session),
                Long.parseLong(Setting.PREFIX_CACHE_BYTES.value(null, session)))));
  }

  private Path dataFolder(SparkConf session) {
    String folder = Setting.DATA.value(data, session);
    if (folder.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no data folder is given",
          "tasks read their questions from files",
          "give --data FOLDER, or set " + Setting.DATA.key());
    }
    return Path.of(folder);
  }

  private void print(EvaluateResult result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(MarkdownTable.of(result.report()));
    switch (result.progress()) {
      case COMPLETE_BEFORE ->
          out.println("run " + result.runId() + " was complete before: nothing was computed");
      case CONTINUED ->
          out.println("run " + result.runId() + " was continued from its committed chunks");
      case COMPUTED -> out.println("run " + result.runId());
    }
    if (!Double.isNaN(result.itemsPerSecond())) {
      out.printf(
          Locale.ROOT,
          "%,d items, %.1f items/s in %.1f s%n",
          result.items(),
          result.itemsPerSecond(),
          result.seconds());
    }
    out.printf(
        Locale.ROOT,
        "%,d tokens computed; %,d without sharing: %.2f times as many%n",
        result.computedTokens(),
        result.tokensWithoutSharing(),
        (double) result.tokensWithoutSharing() / Math.max(1, result.computedTokens()));
    if (result.failed() > 0 || result.truncated() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d items failed, %,d prompts were shortened%n",
          result.failed(),
          result.truncated());
    }
    out.println("tables in " + result.output());
    out.flush();
  }
}
