package dev.assay.eval.run;

import dev.assay.eval.metric.TaskScoring;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response.Completions;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A program that a run's scores need the verdict of.
 *
 * @param digest by which its item finds the verdict
 */
public record GeneratedProgram(String task, int docId, String digest, String text)
    implements Serializable {

  /** Of all tasks that need verdicts, in their order; each item's equal programs once. */
  public static List<GeneratedProgram> of(RunSpecification run, List<AnsweredItem> items) {
    Map<String, TaskScoring> scorings = new HashMap<>();
    for (TaskSpecification task : run.tasks()) {
      if (task.scoring().needsVerdicts()) {
        scorings.put(task.name(), TaskScoring.of(task.name(), task.scoring()));
      }
    }
    List<GeneratedProgram> programs = new ArrayList<>();
    for (AnsweredItem item : items) {
      TaskScoring scoring = scorings.get(item.task());
      if (scoring != null) {
        for (String text : new LinkedHashSet<>(ProgramCounts.programs(scoring, item))) {
          programs.add(
              new GeneratedProgram(item.task(), item.docId(), Completions.digest(text), text));
        }
      }
    }
    return programs;
  }
}
