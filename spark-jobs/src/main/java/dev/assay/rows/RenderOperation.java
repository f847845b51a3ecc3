package dev.assay.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.jinja.Dialect;
import dev.assay.core.jinja.Template;
import dev.assay.core.jinja.TemplateException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Renders each row's template, at once. */
final class RenderOperation implements RowOperation {
  private static final String TEMPLATE = "template";
  private static final String DOCUMENT = "document";
  private static final String MESSAGES = "messages";
  private static final String VARIABLES = "variables";
  private static final String NOW = "now";
  private static final String RENDERED = "rendered";

  /** Rows of one template often follow each other. */
  private static final int TEMPLATES = 256;

  private final Map<Written, Template> templates =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Written, Template> eldest) {
          return size() > TEMPLATES;
        }
      };

  private record Written(String template, Dialect dialect) {}

  @Override
  public Set<String> answerFields() {
    return Set.of(RENDERED);
  }

  @Override
  public OptionalLong tokens() {
    return OptionalLong.empty();
  }

  @Override
  public PendingAnswer start(RowFields row) {
    Dialect dialect = dialect(row);
    Map<String, Object> variables = variables(row, dialect);
    try {
      Template template =
          templates.computeIfAbsent(
              new Written(row.text(TEMPLATE), dialect),
              written -> Template.parse(TEMPLATE, written.template(), written.dialect()));
      String rendered = template.render(variables, now(row)).text();
      ObjectNode answer = RowJson.object().put(RENDERED, rendered);
      return () -> answer;
    } catch (TemplateException e) {
      throw AssayException.request(
          "template_error",
          "the template does not render",
          e.getMessage(),
          "mend it, or give it the "
              + (dialect == Dialect.TASK ? DOCUMENT : VARIABLES)
              + " it needs");
    }
  }

  private static LocalDateTime now(RowFields row) {
    if (!row.has(NOW)) {
      return LocalDateTime.now();
    }
    try {
      return LocalDateTime.parse(row.text(NOW));
    } catch (DateTimeParseException e) {
      throw AssayException.request(
          "wrong_type", "'now' is no date and time", e.getMessage(), "write 2025-07-26T12:34:56");
    }
  }

  private static Dialect dialect(RowFields row) {
    boolean chat = row.has(MESSAGES) || row.has(VARIABLES);
    if (chat == row.has(DOCUMENT)) {
      throw AssayException.request(
          chat ? "wrong_field" : "missing_field",
          chat
              ? "the row has a document and messages or variables"
              : "the row has no document, messages or variables",
          "a task's template is rendered with a document, a chat template with messages and"
              + " variables",
          "give one of both");
    }
    return chat ? Dialect.CHAT : Dialect.TASK;
  }

  private static Map<String, Object> variables(RowFields row, Dialect dialect) {
    Map<String, Object> variables = new HashMap<>();
    String from = dialect == Dialect.TASK ? DOCUMENT : VARIABLES;
    if (row.has(from)) {
      row.object(from).properties().forEach(v -> variables.put(v.getKey(), v.getValue()));
    }
    if (dialect == Dialect.CHAT) {
      if (row.has(MESSAGES)) {
        variables.put(MESSAGES, row.array(MESSAGES));
      }
    }
    return variables;
  }
}
