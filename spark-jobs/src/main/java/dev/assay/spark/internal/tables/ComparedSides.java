package dev.assay.spark.internal.tables;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.harness.HarnessAnswer;
import dev.assay.eval.harness.HarnessAnswers;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.spark.internal.session.LazySession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** The sides of a comparison: runs from their tables, references from files. */
public final class ComparedSides {
  private ComparedSides() {}

  /**
   * A complete run.
   *
   * @throws AssayException of kind USAGE for an unknown run; of kind DATA for one that cannot be
   *     read
   */
  public static ComparedSide run(LazySession spark, RunFolder folder) {
    RunTables tables = new RunTables(spark, folder.output());
    StoredRun stored = new StoredRun(tables, folder.runId());
    Row run = tables.run(folder.runId());
    return new ComparedSide(
        folder.toString(), stored.model(), run.getAs("quantization"), stored.scores(), List.of());
  }

  /**
   * What the reference harness logged, as a side to hold a run against.
   *
   * @param run whose tasks say how answers are scored, and whose choices have the lengths that the
   *     log leaves out
   * @throws AssayException of kind DATA for files that are no such log, or log an item twice
   */
  public static ComparedSide reference(List<Path> files, ComparedSide run) {
    Map<String, AnsweredItem> known = new HashMap<>();
    for (ScoredTask task : run.scores().tasks()) {
      task.items().forEach(item -> known.put(item.task() + " " + item.docId(), item));
    }
    Set<String> tasks = new HashSet<>();
    run.scores().tasks().forEach(task -> tasks.add(task.name()));
    TreeSet<String> others = new TreeSet<>();
    List<AnsweredItem> answers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Path file : files) {
      for (HarnessAnswer answer : HarnessAnswers.read(file)) {
        String item = answer.task() + " " + answer.docId();
        if (!seen.add(item)) {
          throw new AssayException(
              ErrorKind.DATA,
              "the reference has item " + answer.docId() + " of " + answer.task() + " twice",
              "the second one is in " + file,
              "give the samples of one run of the harness");
        }
        if (tasks.contains(answer.task())) {
          answers.add(answer.besides(known.get(item)));
        } else {
          others.add(answer.task());
        }
      }
    }
    Set<String> logged = new HashSet<>();
    answers.forEach(answer -> logged.add(answer.task()));
    return new ComparedSide(
        String.join(", ", files.stream().map(Path::toString).toList()),
        null,
        null,
        RunScores.of(run.scores().run().ofTasks(logged), answers),
        List.copyOf(others));
  }
}
