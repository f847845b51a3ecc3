package dev.assay.spark.internal.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.prompt.FailedItem;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.prompt.GenerationPromptBuilder;
import dev.assay.eval.prompt.Item;
import dev.assay.eval.task.FewShotDefinition;
import dev.assay.eval.task.GenerationSettings;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.spark.internal.generate.JobInput;
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

  private final List<AskedTask> tasks;
  private final Map<String, String> content = new LinkedHashMap<>();

  private TaskRows(List<AskedTask> tasks) {
    this.tasks = List.copyOf(tasks);
  }

  static TaskRows of(CompletionSettings settings, DataFolder data) {
    List<AskedTask> tasks = new ArrayList<>();
    for (SelectedGenerationTask task : settings.tasks()) {
      GenerationPromptBuilder prompts =
          new GenerationPromptBuilder(task, data, settings.sampling());
      tasks.add(
          new AskedTask(
              task, items(task, prompts, settings), prompts.documents(), prompts.files()));
    }
    TaskRows made = new TaskRows(tasks);
    tasks.forEach(task -> made.content.put("task " + task.name(), told(task)));
    made.content.put("limit", String.valueOf(settings.limit().value()));
    made.content.put("few_shot_sampling", settings.sampling().toString());
    made.content.put("chat", settings.chat().map(ChatForm::toString).orElse("none"));
    return made;
  }

  private static List<Item> items(
      SelectedGenerationTask task, GenerationPromptBuilder prompts, CompletionSettings settings) {
    List<Item> items = prompts.items(settings.limit());
    if (settings.chat().isEmpty()) {
      return items;
    }
    FewShotDefinition fewShot = task.definition().fewShot();
    String delimiter = fewShot == null ? FewShotDefinition.DELIMITER : fewShot.delimiter();
    String family = ModelFolder.open(settings.model()).configuration().family();
    ChatTemplate template = ChatTemplate.of(family);
    ChatForm chat = settings.chat().get();
    return items.stream()
        .map(
            item ->
                item instanceof GenerationItem asked
                    ? asked.askedBy(chat.prompt(template, asked, delimiter))
                    : item)
        .toList();
  }

  List<AskedTask> tasks() {
    return tasks;
  }

  private static String told(AskedTask asked) {
    SelectedGenerationTask task = asked.task();
    return task.definition().fingerprint() + " @" + task.shots() + " " + asked.files();
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
    List<Row> rows = new ArrayList<>();
    for (AskedTask task : tasks) {
      task.items().forEach(item -> rows.add(row(task.name(), item)));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }
}
