package dev.assay.spark.internal.evaluate;

import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.encoding.RequestEncoder;
import dev.assay.eval.task.TaskGroup;
import java.util.List;
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

  List<TaskGroup> groups() {
    return settings.groups();
  }
}
