package dev.assay.spark.internal.completion;

import dev.assay.eval.data.DataFile;
import dev.assay.eval.prompt.Item;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.spark.internal.tables.TaskContent;
import java.util.List;

/**
 * A task and its questions.
 *
 * @param items in document order; a document that cannot be asked is a failed one
 * @param documents in the evaluated split, whatever the limit
 */
record AskedTask(
    SelectedGenerationTask task, List<Item> items, int documents, List<DataFile> files) {
  AskedTask {
    items = List.copyOf(items);
    files = List.copyOf(files);
  }

  String name() {
    return task.definition().name();
  }

  TaskContent content() {
    return new TaskContent(
        name(),
        task.definition().version(),
        task.definition().fingerprint(),
        task.shots(),
        documents,
        files);
  }
}
