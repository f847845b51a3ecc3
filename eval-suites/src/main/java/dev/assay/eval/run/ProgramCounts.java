package dev.assay.eval.run;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.program.Verdict;
import dev.assay.eval.program.Verdict.Status;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response.Completions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a task's programs, one for each filter and answer.
 *
 * @param notStarted the machine could not run them: their items have failed
 * @param notRun nobody has run them: their items have no score
 */
public record ProgramCounts(long passed, long failed, long timedOut, long notStarted, long notRun) {

  static ProgramCounts of(TaskScoring scoring, List<AnsweredItem> items) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    long notRun = 0;
    for (AnsweredItem item : items) {
      for (String program : programs(scoring, item)) {
        Verdict verdict =
            ((Completions) item.response()).verdicts().get(Completions.digest(program));
        if (verdict == null) {
          notRun++;
        } else {
          counts.merge(verdict.status(), 1L, Long::sum);
        }
      }
    }
    return new ProgramCounts(
        counts.getOrDefault(Status.PASSED, 0L),
        counts.getOrDefault(Status.FAILED, 0L),
        counts.getOrDefault(Status.TIMED_OUT, 0L),
        counts.getOrDefault(Status.NOT_STARTED, 0L),
        notRun);
  }

  /** None of an item that failed, or of which none can be made. */
  static List<String> programs(TaskScoring scoring, AnsweredItem item) {
    if (item.failed()) {
      return List.of();
    }
    try {
      return scoring.programs(item);
    } catch (AssayException e) {
      if (e.kind() == ErrorKind.REQUEST) {
        return List.of();
      }
      throw e;
    }
  }

  public long all() {
    return passed + failed + timedOut + notStarted + notRun;
  }
}
