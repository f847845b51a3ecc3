package dev.assay.spark.internal.evaluate;

import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.encoding.EncodedChoice;
import dev.assay.eval.encoding.EncodedItem;
import dev.assay.eval.encoding.RequestEncoder;
import dev.assay.eval.prompt.FailedItem;
import dev.assay.eval.prompt.Item;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.prompt.PromptBuilder;
import dev.assay.eval.task.SelectedTask;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A task's items, asked and encoded.
 *
 * @param documents in the evaluated split, whatever the limit
 */
record PreparedTask(
    SelectedTask task, List<PreparedItem> items, long documents, List<DataFile> files) {

  /**
   * @param encoded null where the document could not be asked
   */
  record PreparedItem(Item item, EncodedItem encoded) {

    /** Why the item is not sent to the model; null where it is. */
    String errorCode() {
      return item instanceof FailedItem failed ? failed.errorCode() : encoded.errorCode();
    }

    String errorMessage() {
      return item instanceof FailedItem failed ? failed.message() : encoded.message();
    }
  }

  String name() {
    return task.definition().name();
  }

  static PreparedTask of(
      SelectedTask task, EvaluateSettings settings, DataFolder data, RequestEncoder encoder) {
    PromptBuilder prompts = new PromptBuilder(task, data, settings.sampling());
    List<PreparedItem> items =
        prompts.items(settings.limit()).parallelStream()
            .map(item -> new PreparedItem(item, encoded(item, encoder)))
            .toList();
    return new PreparedTask(task, items, prompts.documents(), prompts.files());
  }

  private static EncodedItem encoded(Item item, RequestEncoder encoder) {
    return item instanceof MultipleChoiceItem question ? encoder.encode(question) : null;
  }

  /**
   * What would be computed without sharing: one forward pass per distinct sequence that is read
   * within an item (context and continuation without its last token), so that choices of one token
   * share theirs, as in the reference harness.
   */
  long tokensWithoutSharing() {
    return items.stream()
        .filter(item -> item.errorCode() == null)
        .mapToLong(PreparedTask::tokensRead)
        .sum();
  }

  private static long tokensRead(PreparedItem item) {
    Set<IntBuffer> sequences = new HashSet<>();
    for (EncodedChoice choice : item.encoded().choices()) {
      int[] context = choice.context();
      int[] sequence = Arrays.copyOf(context, context.length + choice.continuation().length - 1);
      System.arraycopy(
          choice.continuation(), 0, sequence, context.length, sequence.length - context.length);
      sequences.add(IntBuffer.wrap(sequence));
    }
    return sequences.stream().mapToLong(IntBuffer::capacity).sum();
  }
}
