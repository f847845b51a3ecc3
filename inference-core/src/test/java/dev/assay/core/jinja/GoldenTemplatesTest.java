package dev.assay.core.jinja;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jinja2 3.1.6 renders, byte for byte, and what it refuses. */
class GoldenTemplatesTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  @Test
  void inventedTemplates() throws IOException {
    try (InputStream rows = getClass().getResourceAsStream("templates.jsonl")) {
      compare(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks", "features-tasks", "chat", "features-chat"})
  void realTemplates(String set) throws IOException {
    Path file = SharedFolder.path("goldens/jinja/" + set + ".jsonl.gz");
    try (InputStream rows = new GZIPInputStream(Files.newInputStream(file))) {
      compare(rows);
    }
  }

  private static void compare(InputStream rows) throws IOException {
    List<String> faults = new ArrayList<>();
    int count = 0;
    BufferedReader lines = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      count++;
      String fault = fault(JSON.readTree(line));
      if (fault != null) {
        faults.add(fault);
      }
    }
    assertTrue(count > 50, "only " + count + " rows");
    assertTrue(
        faults.isEmpty(),
        () -> faults.size() + " differ:\n" + String.join("\n", faults.stream().limit(20).toList()));
  }

  /** Null if all is as it should be. */
  private static String fault(JsonNode row) {
    boolean chat = row.has("messages");
    JsonNode expected = row.get("expected");
    String place = row.get("id").asText() + " " + row.get("template").asText() + "\n  ";
    Template.Rendered rendered;
    try {
      Template template =
          Template.parse(
              "template", row.get("template").asText(), chat ? Dialect.CHAT : Dialect.TASK);
      rendered = template.render(variables(row, chat), now(row));
    } catch (TemplateException e) {
      return expected.isNull() ? null : place + "raised " + e.getMessage();
    }
    if (expected.isNull()) {
      return place + "did not raise " + row.path("error").asText() + " but gave " + rendered.text();
    }
    if (!expected.asText().equals(rendered.text())) {
      return place + "gave     " + rendered.text() + "\n  expected " + expected.asText();
    }
    if (row.hasNonNull("generation")) {
      List<Template.Span> spans = new ArrayList<>();
      row.get("generation")
          .forEach(s -> spans.add(new Template.Span(s.get(0).asInt(), s.get(1).asInt())));
      if (!spans.equals(rendered.generated())) {
        return place + "marked " + rendered.generated() + ", expected " + spans;
      }
    }
    return null;
  }

  private static Map<String, Object> variables(JsonNode row, boolean chat) {
    Map<String, Object> variables = new HashMap<>();
    JsonNode fields = row.get(chat ? "variables" : "document");
    if (fields != null) {
      fields.properties().forEach(field -> variables.put(field.getKey(), field.getValue()));
    }
    if (chat) {
      variables.put("messages", row.get("messages"));
    }
    return variables;
  }

  private static LocalDateTime now(JsonNode row) {
    return LocalDateTime.parse(row.path("now").asText("2025-07-26T12:34:56"));
  }
}
