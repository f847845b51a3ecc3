package dev.assay.cli;

import dev.assay.core.error.FailureBudget;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.spark.internal.completion.CompletionJob;
import dev.assay.spark.internal.completion.CompletionSettings;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.evaluate.Sharing;
import dev.assay.spark.internal.generate.GenerateResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay evaluate}. */
@Command(
    name = "evaluate",
    description = "Evaluates a model on tasks, on Spark, and writes tables.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private EvaluateOptions options;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Optional<EvaluateSettings> chosen = options.chosen(sparkOptions.settings());
    Optional<CompletionSettings> generated = options.generated(sparkOptions.settings());
    try (SparkSession spark = sparkOptions.session("assay evaluate")) {
      Optional<EvaluateResult> scored = chosen.map(settings -> evaluate(spark, settings));
      scored.ifPresent(this::print);
      Optional<CompletionJob.Result> completed = generated.map(s -> generate(spark, s));
      completed.ifPresent(this::print);
      scored.ifPresent(result -> check(chosen.get().failures(), result));
      completed.ifPresent(result -> check(generated.get().failures(), result));
    }
    return 0;
  }

  private CompletionJob.Result generate(SparkSession spark, CompletionSettings settings) {
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      return new CompletionJob(spark, settings, progress).run();
    }
  }

  private void print(CompletionJob.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(MarkdownTable.ofCompleted(result.tasks()));
    out.println("run " + result.runId());
    new GenerateSummary(result.answers(), "items").print(out);
  }

  private static void check(FailureBudget failures, CompletionJob.Result result) {
    GenerateResult.Counts counts = result.answers().counts();
    failures.check(
        counts.failed(),
        counts.rows(),
        "items",
        "see error and item_error in " + result.answers().output());
  }

  private static void check(FailureBudget failures, EvaluateResult result) {
    failures.check(
        result.failed(),
        result.items(),
        "items",
        "see error_code and error_message in " + result.itemsFolder());
  }

  private EvaluateResult evaluate(SparkSession spark, EvaluateSettings settings) {
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      return new EvaluateJob(spark, settings, progress).run();
    }
  }

  private void print(EvaluateResult result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println(MarkdownTable.of(result.report()));
    switch (result.completion()) {
      case COMPLETE_BEFORE ->
          out.println("run " + result.runId() + " was complete before: nothing was computed");
      case CONTINUED ->
          out.println("run " + result.runId() + " was continued from its committed chunks");
      case COMPUTED -> out.println("run " + result.runId());
    }
    if (result.itemsNow() > 0) {
      String all = result.itemsNow() < result.items() ? " of " + result.items() : "";
      out.printf(
          Locale.ROOT,
          "%,d%s items, %.1f items/s in %.1f s%n",
          result.itemsNow(),
          all,
          result.itemsNow() / result.seconds(),
          result.seconds());
    }
    for (Sharing sharing : result.sharing()) {
      out.printf(
          Locale.ROOT,
          "%s: %,d tokens computed; %,d without sharing: %.2f times as many%n",
          sharing.name(),
          sharing.computedTokens(),
          sharing.tokensWithoutSharing(),
          (double) sharing.tokensWithoutSharing() / Math.max(1, sharing.computedTokens()));
    }
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
