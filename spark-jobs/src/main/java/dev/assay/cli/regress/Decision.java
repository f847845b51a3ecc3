package dev.assay.cli.regress;

import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.gate.OutsideMeasures;
import dev.assay.eval.gate.report.GateReport;
import dev.assay.eval.gate.report.GitHubAnnotations;
import dev.assay.eval.gate.settings.GateConfiguration;
import dev.assay.eval.gate.settings.MlflowSettings;
import dev.assay.spark.internal.gate.GateFiles;
import dev.assay.spark.internal.gate.GateJob;
import dev.assay.spark.internal.gate.MlflowTracking;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.function.Supplier;

/** From a candidate to the exit code: what {@code run} and {@code check} share. */
final class Decision {
  private final GateConfiguration configuration;
  private final DecisionOptions options;
  private final Settings session;
  private final PrintWriter out;
  private final PrintWriter messages;
  private final Instant started = Instant.now();

  Decision(
      GateConfiguration configuration,
      DecisionOptions options,
      Settings session,
      PrintWriter out,
      PrintWriter messages) {
    this.configuration = configuration;
    this.options = options;
    this.session = session;
    this.out = out;
    this.messages = messages;
  }

  /**
   * @param candidate evaluates it, or finds it
   * @return the verdict's exit code
   */
  int of(LazySession spark, Supplier<RunFolder> candidate) {
    options.reports().ifPresent(folder -> new GateFiles(spark.hadoop(), folder).begin());
    RunFolder run = candidate.get();
    GateReport report;
    try (TerminalProgress progress = new TerminalProgress(messages)) {
      GateJob job =
          job(
              spark,
              (one, other) ->
                  new MeasuredOutside(spark, configuration, session, progress, one, other));
      report = job.decide(run);
      progress.clear();
      job.keep(report);
    }
    configuration.mlflow().ifPresent(settings -> tell(settings, report));
    GateFiles files =
        new GateFiles(spark.hadoop(), options.reports().orElseGet(() -> Reports.folder(report)));
    files.write(report, Reports.of(report));
    out.print(new GatePage(TerminalStyle.ofStandardOutput(), report).text());
    if (Boolean.parseBoolean(System.getenv("GITHUB_ACTIONS"))) {
      GitHubAnnotations.of(report).forEach(out::println);
    }
    out.println("reports in " + files.folder());
    out.flush();
    return report.verdict().status().exitCode();
  }

  private GateJob job(LazySession spark, GateJob.OutsideRoad outside) {
    return new GateJob(
        spark, configuration, started, options.revision(), options.buildUrl(), outside);
  }

  /** A server that is down is no verdict, and no error of the gate. */
  private void tell(MlflowSettings settings, GateReport report) {
    try {
      new MlflowTracking(settings).tell(report);
    } catch (IOException e) {
      messages.println("warning: MLflow was not told: " + e.getMessage());
      messages.flush();
    }
  }

  /** What would be decided about a run that is there. */
  void say(LazySession spark, RunFolder candidate) {
    GateReport report = job(spark, (one, other) -> OutsideMeasures.NONE).decide(candidate);
    out.print(new GatePage(TerminalStyle.ofStandardOutput(), report).text());
    out.println("nothing was written");
    out.flush();
  }

  /** What lines could show of a run that is not there yet: as much as they show of the baseline. */
  void sayWithoutCandidate(LazySession spark) {
    new PlannedLines(spark.hadoop(), configuration).print(out);
    out.println("nothing was computed or written");
    out.flush();
  }
}
