package dev.assay.eval.prompt;

import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import java.util.List;
import java.util.stream.Stream;

/** Documents that a task makes of several splits of its data set, so that no split has them. */
public final class TaskDocuments {
  private TaskDocuments() {}

  /** The task does. */
  public static boolean areMade(Task task) {
    return areMade(task.processDocuments());
  }

  /**
   * @param function name of a {@code process_docs}; null for none
   */
  static boolean areMade(String function) {
    return !splits(function).isEmpty();
  }

  /** A split of a data set that a task's documents are of. */
  public record Source(DatasetReference dataset, String split) {}

  /**
   * What the task may read: its split, or those that its documents are made of and looked up in, of
   * two alternatives both.
   */
  public static List<Source> sources(Task task) {
    List<Source> sources =
        splits(task.processDocuments()).stream()
            .flatMap(one -> Stream.concat(one.asked().stream(), one.besides().stream()))
            .map(name -> new Source(configured(task, name), name.split()))
            .toList();
    return sources.isEmpty() ? List.of(new Source(task.dataset(), task.split())) : sources;
  }

  private static List<TaskFunction.OfSplits> splits(String name) {
    TaskFunction function = name == null ? null : TaskFunctions.find(name).orElse(null);
    if (function instanceof TaskFunction.OfEither either) {
      return List.of(either.preferred(), either.otherwise());
    }
    return function instanceof TaskFunction.OfSplits one ? List.of(one) : List.of();
  }

  static DatasetReference configured(Task task, TaskFunction.SplitName name) {
    DatasetReference dataset = task.dataset();
    return new DatasetReference(
        dataset.path(), name.configuration(), dataset.dataFiles(), dataset.folder());
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
