package dev.assay.eval.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads task files strictly: an unknown, missing or repeated key is an error that names it. */
final class TaskFiles {
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
  record Listing(List<String> tasks, List<String> groups) {
    Listing {
      tasks = List.copyOf(RequiredKey.of(tasks, "tasks"));
      groups = List.copyOf(RequiredKey.of(groups, "groups"));
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
    try {
      return YAML.readValue(text, type);
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

  /** The group's tasks, part by part, each with the groups it counts in. */
  static List<List<TaskDefinition>> tasks(GroupFile group, String template) {
    List<List<TaskDefinition>> parts = new ArrayList<>();
    for (GroupFile.Part part : group.parts()) {
      List<TaskDefinition> tasks = new ArrayList<>();
      for (String member : part.members()) {
        String text = fill(template, group.variable(), member);
        tasks.add(
            parse(group.template() + " (" + member + ")", text, TaskDefinition.class)
                .within(List.of(part.group(), group.group())));
      }
      parts.add(tasks);
    }
    return parts;
  }

  private static String fill(String template, String variable, String value) {
    return template
        .replace("${" + variable + "}", value)
        .replace("${" + variable + " with spaces}", value.replace('_', ' '));
  }
}
