package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.FailedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.SplitCoverage;
import dev.assay.eval.request.EncodedItem;
import dev.assay.eval.request.PromptForm;
import dev.assay.eval.request.RequestEncoder;
import dev.assay.eval.request.TokenRequest;
import dev.assay.eval.run.TaskSpecification;
import java.util.List;

/**
 * A task's items, asked and encoded.
 *
 * @param documents in the evaluated split, whatever the limit
 * @param coverage which of several splits the documents are of
 */
record PreparedTask(
    SelectedTask task,
    List<PreparedItem> items,
    long documents,
    List<DataFile> files,
    SplitCoverage coverage) {
  /**
   * @param encoded null where the document could not be asked
   */
  record PreparedItem(Item item, EncodedItem encoded) {
    /** Why the item is not sent to the model; null where it is. */
    String errorCode() {
      return item instanceof FailedItem failed ? failed.code() : encoded.errorCode();
    }

    String errorMessage() {
      return item instanceof FailedItem failed ? failed.message() : encoded.message();
    }

    /** What the model reads of the item; null where it cannot be asked. */
    String prompt() {
      return encoded == null ? null : encoded.prompt();
    }
  }

  String name() {
    return task.task().name();
  }

  static PreparedTask of(
      SelectedTask task, EvaluateSettings settings, RequestEncoder encoder, PromptForm form) {
    ItemBuilder builder =
        new ItemBuilder(task.task(), task.shots(), settings.documents(), settings.itemSettings());
    List<PreparedItem> items =
        builder.items(settings.limit()).parallelStream()
            .map(item -> prepared(item, encoder, form))
            .toList();
    return new PreparedTask(task, items, builder.documents(), builder.files(), builder.coverage());
  }

  /** What is wrong with an item is the item's, whatever finds it. */
  private static PreparedItem prepared(Item item, RequestEncoder encoder, PromptForm form) {
    if (!(item instanceof AskedItem asked)) {
      return new PreparedItem(item, null);
    }
    try {
      return new PreparedItem(item, encoder.encode(asked, form));
    } catch (AssayException e) {
      if (e.kind() != ErrorKind.REQUEST) {
        throw e;
      }
      FailedItem failed = new FailedItem(item.task(), item.docId(), e.code(), e.getMessage());
      return new PreparedItem(failed, null);
    }
  }

  List<TokenRequest> requests() {
    return items.stream()
        .filter(item -> item.errorCode() == null)
        .flatMap(item -> item.encoded().requests().stream())
        .toList();
  }

  TaskSpecification specification() {
    return new TaskSpecification(
        name(),
        coverage.heading(task.task().alias()),
        task.task().version(),
        task.task().fingerprint(),
        task.shots(),
        documents,
        files,
        task.task().scoring(),
        task.chosenSplit());
  }
}
