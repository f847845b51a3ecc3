package dev.assay.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.prompt.FailedItem;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.prompt.GenerationPromptBuilder;
import dev.assay.eval.prompt.Item;
import dev.assay.eval.task.GenerationSettings;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.generate.JobInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The items of tasks as rows: {@code task}, {@code doc_id}, {@code item} (both in one, what draws
 * depend on), {@code prompt}, {@code parameters}, {@code reference} (JSON), and of an item that
 * cannot be asked {@code item_error}.
 */
final class TaskRows implements JobInput {
  static final StructType SCHEMA =
      new StructType()
          .add("task", DataTypes.StringType)
          .add("doc_id", DataTypes.IntegerType)
          .add("item", DataTypes.StringType)
          .add("prompt", DataTypes.StringType)
          .add("parameters", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
          .add("reference", DataTypes.StringType)
          .add("item_error", DataTypes.StringType);

  private static final JsonMapper JSON = new JsonMapper();

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> content = new LinkedHashMap<>();

  static TaskRows of(CompletionSettings settings, DataFolder data) {
    TaskRows made = new TaskRows();
    for (SelectedGenerationTask task : settings.tasks()) {
      GenerationPromptBuilder prompts =
          new GenerationPromptBuilder(task, data, settings.sampling());
      String name = task.definition().name();
      for (Item item : prompts.items(settings.limit())) {
        made.rows.add(row(name, item));
      }
      made.content.put("task " + name, told(task, prompts.files()));
    }
    made.content.put("limit", String.valueOf(settings.limit().value()));
    made.content.put("few_shot_sampling", settings.sampling().toString());
    return made;
  }

  private static String told(SelectedGenerationTask task, List<DataFile> files) {
    return task.definition().fingerprint() + " @" + task.shots() + " " + files;
  }

  private static Row row(String task, Item item) {
    if (item instanceof GenerationItem asked) {
      return RowFactory.create(
          task,
          asked.docId(),
          task + " " + asked.docId(),
          asked.prompt(),
          parameters(asked.generation()),
          asked.reference().json(),
          null);
    }
    FailedItem failed = (FailedItem) item;
    return RowFactory.create(
        task,
        failed.docId(),
        task + " " + failed.docId(),
        null,
        null,
        null,
        failed.errorCode() + ": " + failed.message());
  }

  private static Map<String, String> parameters(GenerationSettings settings) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("max_new_tokens", String.valueOf(settings.maxGenToks()));
    if (settings.doSample()) {
      parameters.put("temperature", String.valueOf(settings.temperature()));
      parameters.put("top_p", String.valueOf(settings.topP()));
    }
    try {
      parameters.put("stop", JSON.writeValueAsString(settings.until()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are JSON", e);
    }
    return parameters;
  }

  @Override
  public Map<String, String> content(SparkSession spark) {
    return content;
  }

  @Override
  public Dataset<Row> read(SparkSession spark) {
    return spark.createDataFrame(rows, SCHEMA);
  }
}
