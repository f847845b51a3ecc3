package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.core.jinja.Dialect;
import dev.assay.core.jinja.PythonLiteral;
import dev.assay.core.jinja.Template;
import dev.assay.core.jinja.TemplateException;
import dev.assay.eval.catalog.PromptField;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a task's fields are for a document: the harness's {@code doc_to_text}, {@code doc_to_target}
 * and {@code doc_to_choice}, whose values are texts, numbers or lists. For one thread.
 */
final class FieldValues {
  private final Set<String> columns;
  private final boolean choices;
  private final Map<String, Template> templates = new HashMap<>();
  private ObjectNode latest;
  private Map<String, Object> latestVariables;

  /**
   * @param columns of the evaluated split: a field that is one's name is that column
   * @param choices the task has {@code doc_to_choice}, so that digits are an index
   */
  FieldValues(Set<String> columns, boolean choices) {
    this.columns = columns;
    this.choices = choices;
  }

  JsonNode text(PromptField field, ObjectNode document) {
    if (!(field instanceof PromptField.Text text)) {
      return given(field, document);
    }
    if (columns.contains(text.source())) {
      return column(document, text.source());
    }
    String rendered = render(text.source(), document);
    return choices && isDigits(rendered) ? literal(rendered) : TextNode.valueOf(rendered);
  }

  JsonNode target(PromptField field, ObjectNode document) {
    JsonNode value = text(field, document);
    boolean rendered = field instanceof PromptField.Text text && !columns.contains(text.source());
    if (rendered && value.isTextual() && isList(value.textValue())) {
      try {
        return PythonValues.json(PythonLiteral.parse(value.textValue()));
      } catch (IllegalArgumentException e) {
        // A text that only looks like a list is one, as in the harness.
        return value;
      }
    }
    return value;
  }

  JsonNode choices(PromptField field, ObjectNode document) {
    if (!(field instanceof PromptField.Text text)) {
      return given(field, document);
    }
    return columns.contains(text.source())
        ? column(document, text.source())
        : literal(render(text.source(), document));
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
  }

  private static boolean isList(String text) {
    return text.length() >= 2 && text.startsWith("[") && text.endsWith("]");
  }

  private static JsonNode literal(String text) {
    try {
      return PythonValues.json(PythonLiteral.parse(text));
    } catch (IllegalArgumentException e) {
      throw new DocumentException(
          "bad_literal", "'" + text + "' is no Python literal: " + e.getMessage());
    }
  }

  private static JsonNode given(PromptField field, ObjectNode document) {
    if (field instanceof PromptField.Constant constant) {
      return constant.value();
    }
    String name = ((PromptField.Function) field).name();
    if (TaskFunctions.find(name).orElse(null) instanceof TaskFunction.OfFields function) {
      return function.function().apply(document);
    }
    throw new IllegalStateException("no function of fields: " + name);
  }

  static JsonNode column(ObjectNode document, String name) {
    JsonNode value = document.get(name);
    if (value == null) {
      throw new DocumentException("missing_field", "there is no column '" + name + "'");
    }
    return value;
  }

  /** A key's column, where the document has one of that name, or its template; null for none. */
  String resolved(String source, ObjectNode document) {
    if (source == null || source.isEmpty()) {
      return "";
    }
    JsonNode value = document.get(source);
    if (value == null) {
      return render(source, document);
    }
    if (value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new DocumentException("bad_field", "column '" + source + "' holds no text: " + value);
    }
    return value.textValue();
  }

  /** A document's fields are read one after the other. */
  private Map<String, Object> variables(ObjectNode document) {
    if (document != latest) {
      latestVariables = Row.variables(document);
      latest = document;
    }
    return latestVariables;
  }

  /**
   * A template, filled.
   *
   * @throws DocumentException if it cannot be, e.g. because a column is missing
   */
  private String render(String source, ObjectNode document) {
    try {
      return templates
          .computeIfAbsent(source, text -> Template.parse("template", text, Dialect.TASK))
          .render(variables(document));
    } catch (TemplateException e) {
      throw new DocumentException("template_error", e.getMessage());
    }
  }
}
