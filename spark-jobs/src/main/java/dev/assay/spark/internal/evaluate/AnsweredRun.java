package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.harness.HarnessAnswer;
import dev.assay.eval.harness.HarnessAnswers;
import dev.assay.eval.outcome.AnsweredItem;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.internal.tables.ComparedSide;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * One side of a comparison: what was asked, and the answers.
 *
 * @param content what the run was made of; null for a reference
 * @param tasks with their definitions; none for a reference
 * @param groups that it reports, outer ones first; none for a reference
 * @param answers by task, in document order
 */
record AnsweredRun(
    ComparedSide side,
    RunContent content,
    List<SelectedTask> tasks,
    List<TaskGroup> groups,
    Map<String, List<AnsweredItem>> answers) {

  /** A run, from its tables. */
  static AnsweredRun stored(SparkSession spark, RunFolder folder) {
    RunTables tables = new RunTables(spark, folder.output());
    StoredRuns stored = new StoredRuns(tables);
    RunContent content = stored.content(folder.runId());
    return new AnsweredRun(
        ComparedSide.of(tables, folder.runId()),
        content,
        StoredRuns.tasks(content),
        stored.groups(content),
        stored.answers(content.runId()));
  }

  /**
   * What the reference harness logged, as a side to hold a run against.
   *
   * @param lengths whose choices have the lengths that the log leaves out
   */
  static AnsweredRun logged(List<Path> files, AnsweredRun lengths) {
    Map<String, Map<Integer, ItemOutcome>> known = new HashMap<>();
    lengths.answers.forEach(
        (task, items) ->
            items.forEach(
                item ->
                    known
                        .computeIfAbsent(task, name -> new HashMap<>())
                        .put(item.outcome().docId(), item.outcome())));
    Map<String, List<AnsweredItem>> answers = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Path file : files) {
      for (HarnessAnswer answer : HarnessAnswers.read(file)) {
        String task = answer.task();
        if (!seen.add(task + " " + answer.docId())) {
          throw new AssayException(
              ErrorKind.DATA,
              "the reference has item " + answer.docId() + " of " + task + " twice",
              "the second one is in " + file,
              "give the samples of one run of the harness");
        }
        answers
            .computeIfAbsent(task, name -> new ArrayList<>())
            .add(answer.besides(known.getOrDefault(task, Map.of()).get(answer.docId())));
      }
    }
    String names = String.join(", ", files.stream().map(Path::toString).toList());
    return new AnsweredRun(
        new ComparedSide(names, null, null), null, List.of(), List.of(), answers);
  }

  /** All items of the tasks. */
  List<AnsweredItem> of(Collection<String> names) {
    return names.stream().flatMap(name -> answers.getOrDefault(name, List.of()).stream()).toList();
  }
}
