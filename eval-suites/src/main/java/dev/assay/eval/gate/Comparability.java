package dev.assay.eval.gate;

import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.gate.settings.LineDefinition;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.RunDifference;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.run.TaskSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why scores of two runs do not mean the same. */
final class Comparability {
  private final ComparedSide candidate;
  private final ComparedSide baseline;

  Comparability(ComparedSide candidate, ComparedSide baseline) {
    this.candidate = candidate;
    this.baseline = baseline;
  }

  /** Of what the runs were made of; empty where nothing stands against it. */
  Optional<String> difference(GatedLine line) {
    LineDefinition definition = line.definition();
    if (definition.mode() instanceof LineMode.Identical
        && !definition.accept().contains(RunDifference.NUMERICS_VERSION)) {
      int mine = candidate.scores().run().numericsVersion();
      int other = baseline.scores().run().numericsVersion();
      if (mine != other) {
        return Optional.of(reason(RunDifference.NUMERICS_VERSION, other + " before, now " + mine));
      }
    }
    for (String name : line.tasks()) {
      Optional<ScoredTask> mine = task(candidate, name);
      Optional<ScoredTask> other = task(baseline, name);
      if (mine.isEmpty() || other.isEmpty()) {
        return Optional.of(
            "missing: the " + (mine.isEmpty() ? "candidate" : "baseline") + " has no task " + name);
      }
      Optional<String> difference = difference(line, mine.get().task(), other.get().task());
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<ScoredTask> task(ComparedSide side, String name) {
    return side.scores().tasks().stream().filter(task -> task.name().equals(name)).findFirst();
  }

  private static Optional<String> difference(
      GatedLine line, TaskSpecification mine, TaskSpecification other) {
    LineDefinition definition = line.definition();
    Optional<String> data = mine.otherDocuments(other);
    if (data.isPresent() && !definition.accept().contains(RunDifference.DATA)) {
      return Optional.of(reason(RunDifference.DATA, mine.name() + ", " + data.get()));
    }
    if (!mine.version().equals(other.version())
        && !definition.accept().contains(RunDifference.TASK_VERSION)) {
      return Optional.of(
          reason(
              RunDifference.TASK_VERSION,
              "%s, %s before, now %s".formatted(mine.name(), other.version(), mine.version())));
    }
    if (!mine.scoring().filters().equals(other.scoring().filters())
        && !definition.accept().contains(RunDifference.FILTERS)) {
      return Optional.of(reason(RunDifference.FILTERS, mine.name() + " has other filters"));
    }
    Optional<String> metric = line.metric().map(measured -> measured.name());
    if (metric.isPresent()
        && !definition.accept().contains(RunDifference.METRIC)
        && !metrics(mine, metric.get()).equals(metrics(other, metric.get()))) {
      return Optional.of(
          reason(RunDifference.METRIC, mine.name() + " defines " + metric.get() + " otherwise"));
    }
    return Optional.empty();
  }

  private static List<MetricDefinition> metrics(TaskSpecification task, String name) {
    return task.scoring().metrics().stream().filter(m -> m.metric().equals(name)).toList();
  }

  /**
   * Of what pairing the items has shown.
   *
   * @param shared items with a value in both runs
   * @param unscored items that have one in one run alone
   */
  static Optional<String> difference(GatedLine line, LeftOut left, int shared, int unscored) {
    LineDefinition definition = line.definition();
    if (left.otherPrompt() > 0 && !definition.accept().contains(RunDifference.PROMPT)) {
      return Optional.of(
          reason(RunDifference.PROMPT, left.otherPrompt() + " items were asked otherwise"));
    }
    int out = left.total() + unscored;
    double most = definition.mode() instanceof LineMode.Identical ? 0 : definition.maxLeftOut();
    if (shared == 0 || out > most * (shared + out)) {
      if (shared == 0 || !definition.accept().contains(RunDifference.LEFT_OUT)) {
        return Optional.of(
            reason(
                RunDifference.LEFT_OUT,
                String.format(
                    Locale.ROOT,
                    "%d of %d items: %d of the candidate only, %d of the baseline only, %d failed,"
                        + " %d without a value in one",
                    out,
                    shared + out,
                    left.onlyCandidate(),
                    left.onlyBaseline(),
                    left.failed(),
                    unscored)));
      }
    }
    return Optional.empty();
  }

  /** Of who judged the line, and when it was last comparable. */
  static Optional<String> difference(GatedLine line, String judge, Optional<String> before) {
    return before
        .filter(other -> !judge.isEmpty() && !other.equals(judge))
        .filter(other -> !line.definition().accept().contains(RunDifference.JUDGE))
        .map(other -> reason(RunDifference.JUDGE, other + " before, now " + judge));
  }

  private static String reason(RunDifference difference, String how) {
    return difference + ": " + how;
  }
}
