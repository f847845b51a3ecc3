package dev.assay.spark;

import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.encoding.EncodedChoice;
import dev.assay.eval.encoding.RequestEncoder;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.eval.task.TaskGroup;
import dev.assay.spark.PreparedTask.PreparedItem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Everything that is known before the model is asked. */
record PreparedRun(
    EvaluateSettings settings,
    ModelFacts model,
    RunContent content,
    List<PreparedTask> tasks,
    List<TaskGroup> groups) {

  static PreparedRun of(SparkSession spark, EvaluateSettings settings) {
    TaskCatalog catalog = TaskCatalog.standard();
    var selected = catalog.select(settings.tasks(), settings.shots());
    ModelFacts model = ModelFacts.read(settings.model());
    RequestEncoder encoder = new RequestEncoder(model.tokenizer(), model.encoding(settings));
    DataFolder data =
        new DataFolder(
            settings.data(), List.of(new JsonLinesReader(), new ParquetDocumentReader(spark)));
    List<PreparedTask> tasks =
        selected.stream().map(task -> PreparedTask.of(task, settings, data, encoder)).toList();
    RunContent content = RunContent.of(settings, model, tasks);
    return new PreparedRun(settings, model, content, tasks, catalog.selectGroups(settings.tasks()));
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
    Set<List<Integer>> sequences = new HashSet<>();
    for (EncodedChoice choice : item.encoded().choices()) {
      int[] read = Arrays.copyOf(choice.continuation(), choice.continuation().length - 1);
      sequences.add(
          IntStream.concat(Arrays.stream(choice.context()), Arrays.stream(read))
              .boxed()
              .collect(Collectors.toList()));
    }
    return sequences.stream().mapToLong(List::size).sum();
  }
}
