package dev.assay.cli.evaluate;

import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.ProgramCounts;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.statistic.Interval;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What became of programs, a line for each task that has some. */
final class ProgramReport {
  private ProgramReport() {}

  static void print(RunScores scores, PrintWriter out) {
    for (ScoredTask task : scores.tasks()) {
      task.programs().ifPresent(counts -> print(task, counts, out));
    }
  }

  private static void print(ScoredTask task, ProgramCounts counts, PrintWriter out) {
    out.println(task.name() + ": " + line(counts));
    if (counts.notRun() == 0) {
      task.scores().stream()
          .filter(score -> score.metric().startsWith("pass"))
          .forEach(score -> out.println(interval(task, score)));
    }
  }

  /** Problems were drawn, programs of one hang together: the interval is over problems. */
  private static String interval(ScoredTask task, TaskScore score) {
    double[] values =
        task.itemScores().stream()
            .flatMap(List::stream)
            .filter(scores -> scores.filter().equals(score.filter()))
            .flatMap(scores -> scores.values().stream())
            .filter(value -> value.metric().equals(score.metric()))
            .mapToDouble(value -> value.value().value())
            .toArray();
    Interval interval = MeanEstimate.ofScores(values).interval();
    return String.format(
        Locale.ROOT,
        "%s %s: %.4f, 95 %% over %d problems %.4f to %.4f",
        task.name(),
        score.metric(),
        score.value(),
        values.length,
        interval.lower(),
        interval.upper());
  }

  private static String line(ProgramCounts counts) {
    if (counts.notRun() == counts.all()) {
      return String.format(
          Locale.ROOT,
          "%,d programs, none run: assay rescore --confirm_run_unsafe_code runs them",
          counts.all());
    }
    String line =
        String.format(
            Locale.ROOT,
            "%,d programs: %,d passed, %,d failed, %,d timed out, %,d not started",
            counts.all(),
            counts.passed(),
            counts.failed(),
            counts.timedOut(),
            counts.notStarted());
    return counts.notRun() == 0
        ? line
        : line + String.format(Locale.ROOT, ", %,d not run", counts.notRun());
  }
}
