package dev.assay.eval.prompt;

import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import java.util.List;

/** Documents that a task makes of several splits of its data set, so that no split has them. */
public final class TaskDocuments {
  private TaskDocuments() {}

  /** The task does. */
  public static boolean areMade(Task task) {
    String function = task.processDocuments();
    return function != null
        && TaskFunctions.find(function).orElse(null) instanceof TaskFunction.OfSplits;
  }

  /**
   * All of them, in order.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA where a split is missing that has to
   *     be there
   */
  public static List<Document> made(Task task, DocumentSource source) {
    return TaskQuestions.read(task, source).rows().stream()
        .map(
            row ->
                new Document(
                    row.number(),
                    row.fields(),
                    row.failure() == null ? null : row.failure().getMessage()))
        .toList();
  }
}
