package dev.assay.spark.internal.completion;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.comparison.CompletionComparison;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.outcome.AnsweredCompletion;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.spark.internal.completion.CompletionReport.ComparedTask;
import dev.assay.spark.internal.tables.ComparedSide;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.TaskContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;

/** Compares a run of generated answers item by item with another, from their tables alone. */
public final class CompareCompletionsJob {
  private final Side mine;
  private final Side others;
  private final PromptRule prompts;

  /** A run and what it was made of. */
  private record Side(RunFolder folder, RunTables tables, CompletionContent content) {
    static Side of(SparkSession spark, RunFolder folder) {
      RunTables tables = new RunTables(spark, folder.output());
      return new Side(folder, tables, tables.content(folder.runId(), CompletionContent.class));
    }

    Map<String, TaskContent> tasks() {
      Map<String, TaskContent> tasks = new LinkedHashMap<>();
      content.tasks().forEach(task -> tasks.put(task.name(), task));
      return tasks;
    }

    List<AnsweredCompletion> answers(String task) {
      return StoredCompletion.of(tables, folder.runId(), task).stream()
          .map(StoredCompletion::answered)
          .toList();
    }

    ComparedSide compared() {
      return ComparedSide.of(tables, folder.runId());
    }
  }

  /**
   * @throws AssayException of kind USAGE for an unknown run
   */
  public CompareCompletionsJob(
      SparkSession spark, RunFolder candidate, RunFolder baseline, PromptRule prompts) {
    this.mine = Side.of(spark, candidate);
    this.others = Side.of(spark, baseline);
    this.prompts = prompts;
  }

  /**
   * @throws AssayException of kind DATA for runs whose items do not mean the same: they read other
   *     files, or a definition has changed since; or that have no task in common
   */
  public CompletionReport run() {
    Map<String, TaskContent> theirs = others.tasks();
    List<ComparedTask> compared = new ArrayList<>();
    for (SelectedGenerationTask task : mine.content().definitions()) {
      String name = task.definition().name();
      if (theirs.containsKey(name)) {
        TaskContent other = theirs.get(name);
        mine.tasks()
            .get(name)
            .checkSameDocuments(other, mine.folder().runId(), others.folder().runId());
        compared.add(
            new ComparedTask(
                task.definition(),
                task.shots() == other.shots() ? OptionalInt.of(task.shots()) : OptionalInt.empty(),
                CompletionComparison.of(
                    task.definition(), mine.answers(name), others.answers(name), prompts)));
      }
    }
    List<String> onlyMine = without(mine, others);
    List<String> onlyOthers = without(others, mine);
    if (compared.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          mine.folder() + " and " + others.folder() + " have no task in common",
          String.join(", ", onlyMine)
              + " in one, "
              + String.join(", ", onlyOthers)
              + " in the other",
          "evaluate both on the same tasks and documents, with the same solved examples");
    }
    return new CompletionReport(mine.compared(), others.compared(), compared, onlyMine, onlyOthers);
  }

  private static List<String> without(Side run, Side other) {
    return run.tasks().keySet().stream().filter(name -> !other.tasks().containsKey(name)).toList();
  }
}
