package dev.assay.spark;

import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.encoding.EncodedChoice;
import dev.assay.eval.encoding.RequestEncoder;
import dev.assay.eval.task.TaskGroup;
import dev.assay.replica.ModelFolder;
import dev.assay.spark.PreparedTask.PreparedItem;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Everything that is known before the model is asked. */
record PreparedRun(
    EvaluateSettings settings, ModelFolder model, RunContent content, List<PreparedTask> tasks) {

  static PreparedRun of(SparkSession spark, EvaluateSettings settings) {
    ModelFolder model = ModelFolder.open(settings.model());
    RequestEncoder encoder = new RequestEncoder(model.tokenizer(), settings.encoding(model));
    DataFolder data =
        new DataFolder(
            settings.data(), List.of(new JsonLinesReader(), new ParquetDocumentReader(spark)));
    List<PreparedTask> tasks =
        settings.tasks().stream()
            .map(task -> PreparedTask.of(task, settings, data, encoder))
            .toList();
    RunContent content = RunContent.of(settings, model, tasks);
    return new PreparedRun(settings, model, content, tasks);
  }

  long items() {
    return tasks.stream().mapToLong(task -> task.items().size()).sum();
  }

  /**
   * What would be computed without sharing: one forward pass per distinct sequence that is read
   * within an item (context and continuation without its last token), so that choices of one token
   * share theirs, as in the reference harness.
   */
  long tokensWithoutSharing() {
    return tasks.stream()
        .flatMap(task -> task.items().stream())
        .filter(item -> item.errorCode() == null)
        .mapToLong(PreparedRun::tokensRead)
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

  List<TaskGroup> groups() {
    return settings.groups();
  }
}
