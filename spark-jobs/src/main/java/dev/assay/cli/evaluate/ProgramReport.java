package dev.assay.cli.evaluate;

import dev.assay.eval.run.ProgramCounts;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.io.PrintWriter;
import java.util.Locale;

/** What became of programs, a line for each task that has some. */
final class ProgramReport {
  private ProgramReport() {}

  static void print(RunScores scores, PrintWriter out) {
    for (ScoredTask task : scores.tasks()) {
      task.programs().ifPresent(counts -> out.println(task.name() + ": " + line(counts)));
    }
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
