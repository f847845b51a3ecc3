package dev.assay.cli.safety;

import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.safety.SafetyMarkdown;
import dev.assay.eval.safety.ShownScorers;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.judge.AnswerJudge;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.ReportFiles;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay safety}. */
@Command(
    name = "safety",
    description = {
      "Asks a model the safety sets, and writes a report of what it answered: HTML, Markdown, JSON.",
      "The same command again goes on where it stopped. No text of a set or an answer is in the"
          + " report, and no exit code judges a model."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = CheckRuleCommand.class)
public final class SafetyCommand implements Callable<Integer> {
  @Mixin private SafetyOptions options;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SafetySelection selection = options.selection(sparkOptions.settings());
    PrintWriter err = spec.commandLine().getErr();
    selection.left().forEach((task, why) -> err.println("left out " + task + ": " + why));
    err.flush();
    if (selection.runs().isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "none of the sets can be asked",
          selection.left().entrySet().iterator().next().toString().replace("=", ": "),
          "put the data below --data; assay data list says where each set comes from");
    }
    ShownScorers shown = options.shown();
    Optional<AnswerJudge> judge = options.judge();
    judge
        .filter(one -> !options.sameJudge())
        .ifPresent(one -> one.model().refuseOwn(options.model()));
    try (LazySession spark = sparkOptions.session("assay safety");
        TerminalProgress progress = new TerminalProgress(err)) {
      List<RunScores> baselines = new ArrayList<>();
      for (String run : options.baselines()) {
        RunFolder folder = RunArgument.folder(run, run.contains("/") ? null : options.output());
        RunTables tables = new RunTables(spark, folder.output());
        baselines.add(new StoredRun(tables, folder.runId()).scores());
      }
      SafetyAssessment assessment =
          SafetyAssessment.of(spark, selection, judge, baselines, shown, progress);
      if (judge.isPresent() && !assessment.judged()) {
        err.println("nobody was judged: no answers to requests are there");
      }
      progress.clear();
      if (options.examples() > 0) {
        new ReportFiles(spark.hadoop(), options.output())
            .write(
                "safety-" + assessment.report().model().name() + "-examples.md",
                ExampleAnswers.of(assessment.results(), options.examples()));
      }
      print(assessment);
      List<EvaluateResult> results = assessment.results();
      for (int i = 0; i < results.size(); i++) {
        results.get(i).check(assessment.runs().get(i).failures());
      }
    }
    return 0;
  }

  private void print(SafetyAssessment assessment) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(SafetyMarkdown.of(assessment.report()));
    assessment.files().forEach((what, file) -> out.println(what + " in " + file));
    out.flush();
  }
}
