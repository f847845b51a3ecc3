package dev.assay.cli.demo;

import dev.assay.cli.compare.ModelNames;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.report.StoredReports;
import dev.assay.cli.safety.SafetyAssessment;
import dev.assay.cli.safety.SafetySelection;
import dev.assay.cli.sidebyside.SideHeadlines;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.eval.comparison.ComparedScore;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.comparison.RunComparison;
import dev.assay.eval.safety.SafetyHeadline;
import dev.assay.eval.safety.ShownScorers;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.ComparedSides;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code assay demo}. */
@Command(
    name = "demo",
    description = {
      "Evaluates two small models on sample suites, writes their tables and compares them, item by"
          + " item.",
      "Takes less than " + DemoOptions.PROMISED_SECONDS + " seconds on two cores."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  @Mixin private DemoOptions options;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    EvaluateSettings candidate = options.settings(options.model(), sparkOptions.settings());
    EvaluateSettings baseline = options.settings(options.baseline(), sparkOptions.settings());
    ModelNames names = ModelNames.of(candidate.model(), baseline.model());
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      progress.eraseModuleWarning();
      progress.show("starting Spark");
      try (LazySession spark =
          sparkOptions.session("assay demo", Map.of("spark.ui.enabled", "false"))) {
        progress.show("preparing prompts");
        EvaluateResult first =
            new EvaluateJob(spark, candidate, progress.of(names.candidate())).run();
        EvaluateResult second =
            new EvaluateJob(spark, baseline, progress.of(names.baseline())).run();
        List<SafetyAssessment> assessments = assessments(spark, names, progress);
        Optional<DemoSides> sides = sides(spark, names, progress);
        DemoGate gate =
            DemoGate.of(
                spark,
                new RunFolder(options.output(), first.runId()),
                candidate,
                options.heldOtherwise(options.model(), sparkOptions.settings()),
                progress.of("gate"));
        progress.show("comparing");
        List<ComparedScore> comparison =
            new RunComparison(
                    ComparedSides.run(spark, new RunFolder(options.output(), first.runId())),
                    ComparedSides.run(spark, new RunFolder(options.output(), second.runId())),
                    PromptRule.SAME)
                .headlines();
        progress.clear();
        double seconds = (System.nanoTime() - started) / 1e9;
        print(
            new DemoReport(
                names,
                DemoReport.Machine.of(spark),
                comparison,
                List.of(first, second),
                assessments.isEmpty()
                    ? List.of()
                    : SafetyHeadline.of(
                        assessments.stream().map(SafetyAssessment::report).toList()),
                assessments.stream().map(assessment -> assessment.files().get("page")).toList(),
                sides.map(some -> new SideHeadlines(some.side())),
                gate,
                System.getProperty("assay.log"),
                seconds));
        List<EvaluateResult> results = new ArrayList<>(List.of(first, second));
        assessments.forEach(assessment -> results.addAll(assessment.results()));
        sides.ifPresent(some -> results.addAll(some.answers()));
        results.addAll(gate.results());
        for (EvaluateResult result : results) {
          result.check(candidate.failures());
        }
        out("Both runs as a page: " + page(spark, first, second));
      }
    }
    return 0;
  }

  /** The candidate's beside the baseline's, and the baseline's; none where no set is asked. */
  private List<SafetyAssessment> assessments(
      LazySession spark, ModelNames names, TerminalProgress progress) throws IOException {
    Optional<SafetySelection> ofBaseline =
        options.safety(options.baseline(), sparkOptions.settings());
    Optional<SafetySelection> ofCandidate =
        options.safety(options.model(), sparkOptions.settings());
    if (ofBaseline.isEmpty() || ofCandidate.isEmpty()) {
      return List.of();
    }
    SafetyAssessment baseline =
        SafetyAssessment.of(
            spark,
            ofBaseline.get(),
            Optional.empty(),
            List.of(),
            ShownScorers.all(),
            progress.of(names.baseline()));
    SafetyAssessment candidate =
        SafetyAssessment.of(
            spark,
            ofCandidate.get(),
            Optional.empty(),
            baseline.results().stream().map(EvaluateResult::scores).toList(),
            ShownScorers.all(),
            progress.of(names.candidate()));
    return List.of(candidate, baseline);
  }

  private Optional<DemoSides> sides(
      LazySession spark, ModelNames names, TerminalProgress progress) {
    Optional<EvaluateSettings> candidate =
        options.instructions(options.model(), sparkOptions.settings());
    Optional<EvaluateSettings> baseline =
        options.instructions(options.baseline(), sparkOptions.settings());
    if (candidate.isEmpty() || baseline.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        DemoSides.of(
            spark,
            List.of(candidate.get(), baseline.get()),
            List.of(names.candidate(), names.baseline()),
            progress.of("side by side")));
  }

  private static String page(LazySession spark, EvaluateResult first, EvaluateResult second)
      throws IOException {
    return StoredReports.page(
        spark,
        List.of(
            new RunFolder(first.output(), first.runId()),
            new RunFolder(second.output(), second.runId())));
  }

  private void out(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void print(DemoReport report) {
    PrintWriter out = spec.commandLine().getOut();
    String launcher = System.getProperty("assay.launcher", "assay");
    out.print(new DemoPage(TerminalStyle.ofStandardOutput(), launcher).of(report));
    out.flush();
  }
}
