package dev.assay.eval.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.jinja.Dialect;
import dev.assay.core.jinja.Template;
import dev.assay.core.jinja.TemplateException;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads how a task's questions and solved examples are written. */
final class PromptReader {
  private final FunctionNames functions;

  PromptReader(FunctionNames functions) {
    this.functions = functions;
  }

  PromptDefinition prompt(TaskKeys task) throws TaskFileException {
    return new PromptDefinition(
        field(task, "doc_to_text"),
        field(task, "doc_to_target"),
        field(task, "doc_to_choice"),
        task.text("target_delimiter", " "),
        task.text("fewshot_delimiter", "\n\n"),
        template(task, "gen_prefix", null));
  }

  /** A key's template, parsed once to be sure that it is one. */
  String template(TaskKeys task, String key, String otherwise) throws TaskFileException {
    String template = task.text(key, otherwise);
    if (template != null) {
      parse(task, key, template);
    }
    return template;
  }

  private static void parse(TaskKeys task, String key, String template) throws TaskFileException {
    if (!template.contains("{")) {
      return;
    }
    try {
      Template.parse(key, template, Dialect.TASK);
    } catch (TemplateException e) {
      throw new TaskFileException(
          "template_error", task.place(key), "'" + key + "' is no template: " + e.getMessage());
    }
  }

  private PromptField field(TaskKeys task, String key) throws TaskFileException {
    YamlValue value = task.value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof YamlValue.FunctionName function) {
      return new PromptField.Function(
          functions.equivalent(function, key, TaskFunction.OfFields.class));
    }
    JsonNode json = task.json(key);
    if (json.isTextual()) {
      parse(task, key, json.textValue());
      return new PromptField.Text(json.textValue());
    }
    if (json.isObject()) {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      json.forEach(values::add);
      return new PromptField.Constant(values);
    }
    if (json.isIntegralNumber() || json.isArray()) {
      return new PromptField.Constant(json);
    }
    throw new TaskFileException(
        "bad_value",
        task.place(key),
        "'" + key + "' has to be a text, a whole number, a list or a mapping, and not " + json);
  }

  String processDocuments(TaskKeys task) throws TaskFileException {
    return processDocuments(task, TaskFunction.OfDocuments.class);
  }

  private String processDocuments(TaskKeys task, Class<? extends TaskFunction> kind)
      throws TaskFileException {
    YamlValue value = task.value("process_docs");
    if (value == null) {
      return null;
    }
    if (value instanceof YamlValue.FunctionName function) {
      return functions.equivalent(function, "process_docs", kind);
    }
    throw new TaskFileException(
        "bad_value", task.place("process_docs"), "'process_docs' has to be a !function");
  }

  /** Splits by what they are for; null where the task has none. */
  record Splits(String training, String validation, String test) {
    /** As the harness: the test split, or else the validation split. */
    String evaluated() {
      return test != null ? test : validation;
    }

    String examples() {
      return training != null ? training : evaluatedLast();
    }

    private String evaluatedLast() {
      return validation != null ? validation : test;
    }
  }

  FewShotDefinition fewShot(
      TaskKeys task, Splits splits, PromptDefinition prompt, String processDocuments)
      throws TaskFileException {
    YamlValue value = task.value("fewshot_config");
    TaskKeys own =
        value == null
            ? new TaskKeys(new YamlValue.Mapping(Map.of(), task.mapping().place()))
            : TaskKeys.of(value, "'fewshot_config'");
    own.allow(KnownKeys.FEW_SHOT, "'fewshot_config'");
    String configured = own.text("split", task.text("fewshot_split", null));
    boolean samples = configured == null && own.has("samples");
    String processed =
        own.has("process_docs")
            ? processDocuments(own, TaskFunction.OfExamples.class)
            : processDocuments;
    PromptDefinition written =
        new PromptDefinition(
            own.has("doc_to_text") ? field(own, "doc_to_text") : prompt.text(),
            own.has("doc_to_target") ? field(own, "doc_to_target") : prompt.target(),
            own.has("doc_to_choice") ? field(own, "doc_to_choice") : prompt.choices(),
            own.text("target_delimiter", prompt.targetDelimiter()),
            own.text("fewshot_delimiter", prompt.exampleDelimiter()),
            own.has("gen_prefix") ? template(own, "gen_prefix", null) : prompt.opening());
    return new FewShotDefinition(
        sampler(own),
        configured != null || samples ? configured : splits.examples(),
        samples ? samples(own) : List.of(),
        configured == null ? processDocuments : processed,
        Objects.equals(configured, splits.test()),
        written);
  }

  private static FewShotDefinition.Sampler sampler(TaskKeys own) throws TaskFileException {
    String name = own.text("sampler", "default");
    return switch (name) {
      case "default" -> FewShotDefinition.Sampler.DEFAULT;
      case "first_n" -> FewShotDefinition.Sampler.FIRST_N;
      default ->
          throw new TaskFileException(
              "bad_value",
              own.place("sampler"),
              "'sampler' is '" + name + "', and there are default and first_n");
    };
  }

  private List<ObjectNode> samples(TaskKeys own) throws TaskFileException {
    if (own.value("samples") instanceof YamlValue.FunctionName function) {
      functions.equivalent(function, "fewshot_config.samples", TaskFunction.OfSamples.class);
    }
    List<ObjectNode> samples = new ArrayList<>();
    for (JsonNode sample : own.json("samples")) {
      if (!(sample instanceof ObjectNode object)) {
        throw new TaskFileException(
            "bad_value", own.place("samples"), "'samples' has to be a list of documents");
      }
      samples.add(object);
    }
    return samples;
  }
}
