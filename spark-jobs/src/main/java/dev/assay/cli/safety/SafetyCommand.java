package dev.assay.cli.safety;

import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.comparison.LabelledAnswers;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.safety.Judge;
import dev.assay.eval.safety.SafetyJson;
import dev.assay.eval.safety.SafetyMarkdown;
import dev.assay.eval.safety.SafetyPage;
import dev.assay.eval.safety.SafetyReport;
import dev.assay.eval.safety.SafetyReports;
import dev.assay.eval.safety.SafetySets;
import dev.assay.eval.scorer.RuleQuality;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.judge.AnswerJudge;
import dev.assay.spark.internal.tables.ReportFiles;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
    Optional<AnswerJudge> judge = options.judge();
    judge.filter(one -> !options.sameJudge()).ifPresent(one -> one.refuseOwn(options.model()));
    try (SparkSession spark = sparkOptions.session("assay safety");
        TerminalProgress progress = new TerminalProgress(err)) {
      List<RunScores> baselines = new ArrayList<>();
      for (String run : options.baselines()) {
        RunFolder folder = RunArgument.folder(run, run.contains("/") ? null : options.output());
        RunTables tables = new RunTables(spark, folder.output());
        baselines.add(new StoredRun(tables, folder.runId()).scores());
      }
      List<EvaluateResult> results = new ArrayList<>();
      List<SafetyReports.Asked> asked = new ArrayList<>();
      for (EvaluateSettings settings : selection.runs()) {
        EvaluateResult result = new EvaluateJob(spark, settings, progress).run();
        results.add(result);
        asked.add(asked(spark, result, settings.chat().isPresent(), baselines, null));
      }
      Row run = run(spark, results.get(0));
      List<EvaluateSettings> runs = new ArrayList<>(selection.runs());
      if (judge.isPresent()) {
        Optional<EvaluateSettings> judging = judging(judge.get(), runs, results);
        if (judging.isPresent()) {
          EvaluateResult result = new EvaluateJob(spark, judging.get(), progress).run();
          runs.add(judging.get());
          results.add(result);
          asked.add(
              asked(
                  spark,
                  result,
                  judging.get().chat().isPresent(),
                  baselines,
                  new Judge(
                      judge.get().name(),
                      AnswerJudge.measured(result.scores()).values().stream()
                          .reduce(RuleQuality.NONE, RuleQuality::plus),
                      judge.get().isOfFamily(run.getAs("family")))));
        } else {
          err.println("nobody was judged: no answers to requests are there");
        }
      }
      SafetyReport report =
          SafetyReports.of(
              options.model().toAbsolutePath().normalize().getFileName().toString(),
              run.getAs("family"),
              asked,
              selection.wanted(),
              selection.left());
      progress.clear();
      print(report, write(spark, report, results));
      for (int i = 0; i < results.size(); i++) {
        results.get(i).check(runs.get(i).failures());
      }
    }
    return 0;
  }

  /** The run in which a judge reads the answers to requests, and answers that people labelled. */
  private Optional<EvaluateSettings> judging(
      AnswerJudge judge, List<EvaluateSettings> runs, List<EvaluateResult> results) {
    boolean answers = false;
    for (int i = 0; i < runs.size(); i++) {
      for (SelectedTask task : runs.get(i).tasks()) {
        if (SafetySets.isOfRequests(task.task().name())) {
          judge.add(runs.get(i), task, results.get(i).scores());
          answers = true;
        }
      }
    }
    if (answers && LabelledAnswers.areIn(runs.get(0).documents())) {
      judge.add(LabelledAnswers.of(runs.get(0).documents()), runs.get(0).limit());
    }
    return judge.run(runs.get(0));
  }

  private static Row run(SparkSession spark, EvaluateResult result) {
    return new RunTables(spark, result.output()).run(result.runId());
  }

  /** With the run beside it that has the most of its tasks. */
  private static SafetyReports.Asked asked(
      SparkSession spark,
      EvaluateResult result,
      boolean chat,
      List<RunScores> baselines,
      Judge judge) {
    Row run = run(spark, result);
    Timestamp created = run.getAs("created");
    RunScores baseline = null;
    int most = 0;
    for (RunScores other : baselines) {
      int common = common(result.scores(), other);
      if (common > most) {
        baseline = other;
        most = common;
      }
    }
    return new SafetyReports.Asked(
        new SafetyReport.Run(
            result.runId(),
            chat,
            created.toInstant().toString(),
            run.getAs("assay_version"),
            baseline == null ? null : baseline.run().runId(),
            judge == null ? null : judge.name()),
        result.scores(),
        baseline,
        judge);
  }

  private static int common(RunScores run, RunScores other) {
    Set<String> tasks = new HashSet<>(names(run));
    tasks.retainAll(names(other));
    return tasks.size();
  }

  private static Set<String> names(RunScores run) {
    return run.tasks().stream().map(task -> task.name()).collect(Collectors.toSet());
  }

  private Map<String, String> write(
      SparkSession spark, SafetyReport report, List<EvaluateResult> results) throws IOException {
    ReportFiles files = new ReportFiles(spark, options.output());
    String name = "safety-" + report.model().name();
    Map<String, String> written =
        Map.of(
            "page", files.write(name + ".html", new SafetyPage(report).html()),
            "Markdown", files.write(name + ".md", SafetyMarkdown.of(report)),
            "JSON", files.write(name + ".json", SafetyJson.of(report)));
    if (options.examples() > 0) {
      files.write(name + "-examples.md", ExampleAnswers.of(results, options.examples()));
    }
    return written;
  }

  private void print(SafetyReport report, Map<String, String> written) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(SafetyMarkdown.of(report));
    List.of("page", "Markdown", "JSON")
        .forEach(what -> out.println(what + " in " + written.get(what)));
    out.flush();
  }
}
