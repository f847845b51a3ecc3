package dev.assay.cli.evaluate;

import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.report.MarkdownTable;
import dev.assay.eval.report.PaperTable;
import dev.assay.eval.run.RunScores;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.evaluate.Sharing;
import dev.assay.spark.internal.session.LazySession;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
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
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private EvaluateOptions options;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Selection selection = options.selection();
    EvaluateSettings settings = options.settings(selection, sparkOptions.settings());
    UnusableTasks.report(selection, spec.commandLine().getErr());
    settings.checkPrograms();
    EvaluateResult result;
    try (LazySession spark = sparkOptions.session("assay evaluate");
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      result = new EvaluateJob(spark, settings, progress).run();
    }
    print(result);
    result.check(settings.failures());
    return 0;
  }

  private void print(EvaluateResult result) {
    PrintWriter out = spec.commandLine().getOut();
    RunScores scores = result.scores();
    out.println();
    out.println(MarkdownTable.of(scores));
    result.missing().forEach(out::println);
    PaperTable.of(scores).ifPresent(out::println);
    switch (result.completion()) {
      case COMPLETE_BEFORE ->
          out.println("run " + result.runId() + " was complete before: nothing was computed");
      case CONTINUED ->
          out.println("run " + result.runId() + " was continued from its committed chunks");
      case COMPUTED -> out.println("run " + result.runId());
    }
    ProgramReport.print(scores, out);
    if (result.itemsNow() > 0) {
      String all = result.itemsNow() < scores.items() ? " of " + scores.items() : "";
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
    if (scores.failed() > 0 || scores.truncated() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d items failed, %,d prompts were shortened%n",
          scores.failed(),
          scores.truncated());
    }
    out.println("tables in " + result.output());
    out.flush();
  }
}
