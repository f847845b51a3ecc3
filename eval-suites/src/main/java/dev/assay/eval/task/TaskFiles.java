package dev.assay.eval.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads task files strictly: an unknown, missing or repeated key is an error that names it. */
final class TaskFiles {
  private static final String LIKE = "like";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private TaskFiles() {}

  /** The files that come with Assay, by kind. */
  record Listing(List<String> tasks, List<String> groups, List<String> generationTasks) {
    Listing {
      tasks = List.copyOf(RequiredKey.of(tasks, "tasks"));
      groups = List.copyOf(RequiredKey.of(groups, "groups"));
      generationTasks = List.copyOf(RequiredKey.of(generationTasks, "generation_tasks"));
    }
  }

  static String resource(String name) {
    try (InputStream in = TaskFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("task file " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("task file " + name + " cannot be read from the jar", e);
    }
  }

  static <T> T parse(String file, String text, Class<T> type) {
    return read(file, () -> YAML.readValue(text, type));
  }

  private interface Reading<T> {
    T read() throws JsonProcessingException;
  }

  private static <T> T read(String file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null ? "" : " near line " + Math.max(1, e.getLocation().getLineNr());
      throw new AssayException(
          ErrorKind.USAGE,
          "task file " + file + " cannot be used",
          key(e) + e.getOriginalMessage() + where,
          "correct that key",
          e);
    }
  }

  /** Where in the file the error is: {@code few_shot.default_shots: }. */
  private static String key(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    return mapping.getPath().stream()
            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
            .collect(Collectors.joining("."))
        + ": ";
  }

  /**
   * A task's file. With a key {@code like}, which names another task's file, it is that file with
   * its own keys in place of the other's, each with all that is below it.
   */
  static TaskDefinition task(String file, String text) {
    return task(file, text, UnaryOperator.identity());
  }

  private static TaskDefinition task(String file, String text, UnaryOperator<String> filled) {
    if (!parse(file, filled.apply(text), ObjectNode.class).has(LIKE)) {
      return parse(file, filled.apply(text), TaskDefinition.class);
    }
    ObjectNode whole = whole(file, text, filled);
    return read(file, () -> YAML.treeToValue(whole, TaskDefinition.class));
  }

  private static ObjectNode whole(String file, String text, UnaryOperator<String> filled) {
    ObjectNode own = parse(file, filled.apply(text), ObjectNode.class);
    JsonNode like = own.remove(LIKE);
    return like == null ? own : whole(like.asText(), resource(like.asText()), filled).setAll(own);
  }

  /**
   * A group's tasks for some values of its variable.
   *
   * @param groups that the tasks count in, the innermost first
   */
  static List<TaskDefinition> tasks(GroupFile group, List<String> members, List<String> groups) {
    String template = resource(group.template());
    List<TaskDefinition> tasks = new ArrayList<>();
    for (String member : members) {
      String file = group.template() + " (" + member + ")";
      UnaryOperator<String> filled = text -> fill(text, group.variable(), member);
      tasks.add(task(file, template, filled).within(groups));
    }
    return tasks;
  }

  private static String fill(String template, String variable, String value) {
    return template
        .replace("${" + variable + "}", value)
        .replace("${" + variable + " with spaces}", value.replace('_', ' '));
  }
}
