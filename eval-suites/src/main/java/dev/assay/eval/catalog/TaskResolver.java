package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.metric.ScoringDefinition;
import dev.assay.eval.yaml.Place;
import dev.assay.eval.yaml.YamlValue;
import java.util.List;
import java.util.Map;

/** From the keys of a task file to a task. */
final class TaskResolver {
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "class", "is a Python class, and no Python is run",
          "custom_dataset", "is Python code that loads documents, and no Python is run",
          "doc_to_image", "asks about images, which no model here reads",
          "doc_to_audio", "asks about sound, which no model here hears",
          "use_prompt", "names a prompt of another library");

  private final TaskFiles files;
  private final FunctionNames functions;

  TaskResolver(TaskFiles files) {
    this.files = files;
    this.functions = new FunctionNames(files);
  }

  /**
   * Reads a task.
   *
   * @param name that it goes by
   * @param keys of its file and all that it includes, with what a group says of it
   */
  Task task(String name, YamlValue.Mapping keys) throws TaskFileException {
    TaskKeys task = new TaskKeys(keys.without("group", "task_list"));
    for (Map.Entry<String, String> unsupported : UNSUPPORTED.entrySet()) {
      if (task.has(unsupported.getKey())) {
        throw new TaskFileException(
            "unsupported_" + unsupported.getKey(),
            task.place(unsupported.getKey()),
            "'" + unsupported.getKey() + "' " + unsupported.getValue());
      }
    }
    task.allow(KnownKeys.TASK, "a task file");
    Place place = task.place("task");
    PromptReader.Splits splits =
        new PromptReader.Splits(
            task.text("training_split", null),
            task.text("validation_split", null),
            task.text("test_split", null));
    if (splits.evaluated() == null) {
      throw new TaskFileException(
          "no_split", place, "there is neither a 'test_split' nor a 'validation_split'");
    }
    ScoringReader.Scoring scoring = new ScoringReader(functions).read(task);
    ScoringDefinition definition = scoring.definition();
    PromptReader reader = new PromptReader(functions);
    PromptDefinition prompt = reader.prompt(task);
    complete(place, prompt, definition.outputType());
    String processed = reader.processDocuments(task);
    FewShotDefinition fewShot = reader.fewShot(task, splits, prompt, processed);
    boolean generated = definition.outputType() == OutputType.GENERATE_UNTIL;
    FileLocation file = files.location(place);
    return new Task(
        name,
        task.text("task_alias", name),
        version(task, "Yaml"),
        file.name(),
        task.texts("tag"),
        DatasetReader.read(task, file.folder()),
        splits.evaluated(),
        processed,
        scoring.referenceFunction(),
        reader.template(task, "description", ""),
        prompt,
        fewShot,
        task.integer("num_fewshot", 0, 0),
        task.has("num_fewshot") && task.integer("num_fewshot", 0, 0) == 0,
        generated ? CompletionReader.read(task) : null,
        task.integer("repeats", 1, 1),
        definition,
        ignored(task));
  }

  private static void complete(Place place, PromptDefinition prompt, OutputType type)
      throws TaskFileException {
    if (prompt.text() == null && type != OutputType.LOGLIKELIHOOD_ROLLING) {
      throw new TaskFileException("missing_key", place, "the task has no 'doc_to_text'");
    }
    if (prompt.target() == null) {
      throw new TaskFileException("missing_key", place, "the task has no 'doc_to_target'");
    }
    if (prompt.choices() == null && type == OutputType.MULTIPLE_CHOICE) {
      throw new TaskFileException("missing_key", place, "the task has no 'doc_to_choice'");
    }
  }

  /** {@code metadata.version} as it is printed. */
  static String version(TaskKeys keys, String otherwise) throws TaskFileException {
    JsonNode metadata = keys.json("metadata");
    JsonNode version = metadata == null ? null : metadata.get("version");
    return version == null ? otherwise : Printed.of(version);
  }

  private static List<String> ignored(TaskKeys task) {
    return KnownKeys.IGNORED.stream().filter(task::has).toList();
  }
}
