package dev.assay.cli.safety;

import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.comparison.LabelledAnswers;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.safety.Judge;
import dev.assay.eval.safety.SafetyJson;
import dev.assay.eval.safety.SafetyMarkdown;
import dev.assay.eval.safety.SafetyPage;
import dev.assay.eval.safety.SafetyReport;
import dev.assay.eval.safety.SafetyReports;
import dev.assay.eval.safety.SafetySets;
import dev.assay.eval.safety.ShownScorers;
import dev.assay.eval.scorer.RuleQuality;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.judge.AnswerJudge;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.ReportFiles;
import dev.assay.spark.internal.tables.RunTables;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A model's answers to safety sets, and the report of them.
 *
 * @param runs what was asked, and after it what a judge was asked of the answers
 * @param results one per run
 * @param judged whether a judge read answers
 * @param files where the page, the Markdown and the JSON lie, by what they are
 */
public record SafetyAssessment(
    SafetyReport report,
    List<EvaluateSettings> runs,
    List<EvaluateResult> results,
    boolean judged,
    Map<String, String> files) {
  /**
   * Asks what was not asked before, and writes the report beside the tables.
   *
   * @param selection at least one run
   * @param judge of answers to requests
   * @param baselines runs to stand beside, each beside the run with which it has most tasks in
   *     common
   * @param shown whose scores of texts are in the report
   */
  public static SafetyAssessment of(
      LazySession spark,
      SafetySelection selection,
      Optional<AnswerJudge> judge,
      List<RunScores> baselines,
      ShownScorers shown,
      ProgressListener progress)
      throws IOException {
    List<EvaluateSettings> runs = new ArrayList<>(selection.runs());
    List<EvaluateResult> results = new ArrayList<>();
    List<SafetyReports.Asked> asked = new ArrayList<>();
    for (EvaluateSettings settings : selection.runs()) {
      EvaluateResult result = new EvaluateJob(spark, settings, progress).run();
      results.add(result);
      asked.add(asked(spark, result, settings.chat().isPresent(), baselines, null));
    }
    String family = run(spark, results.get(0)).getAs("family");
    Optional<EvaluateSettings> judging = judge.flatMap(one -> judging(one, runs, results));
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
                  judge.get().model().name(),
                  AnswerJudge.measured(result.scores()).values().stream()
                      .reduce(RuleQuality.NONE, RuleQuality::plus),
                  judge.get().model().isOfFamily(family))));
    }
    SafetyReport report =
        SafetyReports.of(
            runs.get(0).model().toAbsolutePath().normalize().getFileName().toString(),
            family,
            asked,
            selection.wanted(),
            selection.left(),
            shown);
    return new SafetyAssessment(
        report,
        List.copyOf(runs),
        List.copyOf(results),
        judging.isPresent(),
        write(spark, report, results.get(0).output()));
  }

  /** The run in which a judge reads the answers to requests, and answers that people labelled. */
  private static Optional<EvaluateSettings> judging(
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
    return judge.model().run(runs.get(0));
  }

  private static Row run(LazySession spark, EvaluateResult result) {
    return new RunTables(spark, result.output()).run(result.runId());
  }

  /** With the run beside it that has the most of its tasks. */
  private static SafetyReports.Asked asked(
      LazySession spark,
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
    return run.tasks().stream().map(ScoredTask::name).collect(Collectors.toSet());
  }

  private static Map<String, String> write(LazySession spark, SafetyReport report, String output)
      throws IOException {
    ReportFiles files = new ReportFiles(spark.hadoop(), output);
    String name = "safety-" + report.model().name();
    Map<String, String> written = new LinkedHashMap<>();
    written.put("page", files.write(name + ".html", new SafetyPage(report).html()));
    written.put("Markdown", files.write(name + ".md", SafetyMarkdown.of(report)));
    written.put("JSON", files.write(name + ".json", SafetyJson.of(report)));
    return written;
  }
}
