package dev.assay.eval.prompt;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.MustacheException;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.DerivedColumn;
import dev.assay.eval.task.PromptDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills a task's templates from documents. */
final class QuestionTemplate {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> COLUMNS = new TypeReference<>() {};

  private final PromptDefinition definition;
  private final List<TextTemplate> columns;
  private final TextTemplate question;
  private final List<TextTemplate> choices;

  QuestionTemplate(PromptDefinition definition) {
    this.definition = definition;
    this.columns = definition.columns().stream().map(c -> new TextTemplate(c.template())).toList();
    this.question = new TextTemplate(definition.question());
    this.choices = definition.choices().stream().map(TextTemplate::new).toList();
  }

  Question fill(SourceDocument source) throws BrokenDocument {
    if (source.broken()) {
      throw new BrokenDocument("broken_row", source.error());
    }
    ObjectNode document = source.fields().deepCopy();
    try {
      for (int i = 0; i < columns.size(); i++) {
        derive(document, definition.columns().get(i), columns.get(i));
      }
      Map<String, Object> filled = JSON.convertValue(document, COLUMNS);
      String text = question.fill(filled);
      List<String> answers = new ArrayList<>();
      if (definition.choiceColumn() == null) {
        choices.forEach(choice -> answers.add(choice.fill(filled)));
      } else {
        answers.addAll(texts(document, definition.choiceColumn()));
      }
      return new Question(text, answers, target(document, answers.size()), document);
    } catch (MustacheException e) {
      throw new BrokenDocument("missing_field", "a column is missing or null: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BrokenDocument("bad_field", "a column holds " + e.getMessage());
    }
  }

  private static void derive(ObjectNode document, DerivedColumn column, TextTemplate template)
      throws BrokenDocument {
    if (column.each() != null) {
      ArrayNode values = JSON.createArrayNode();
      for (String element : texts(document, column.each())) {
        put(values, template.fill(element), column);
      }
      document.set(column.name(), values);
      return;
    }
    ArrayNode one = JSON.createArrayNode();
    put(one, template.fill(JSON.convertValue(document, COLUMNS)), column);
    document.set(column.name(), one.get(0));
  }

  private static void put(ArrayNode values, String filled, DerivedColumn column)
      throws BrokenDocument {
    if (column.type() == DerivedColumn.Type.TEXT) {
      values.add(filled);
      return;
    }
    try {
      values.add(Long.parseLong(filled.strip()));
    } catch (NumberFormatException e) {
      throw new BrokenDocument(
          "bad_field", "column " + column.name() + " would be '" + filled + "', no integer");
    }
  }

  /** A column that has to hold a list of texts, at least one. */
  private static List<String> texts(ObjectNode document, String column) throws BrokenDocument {
    JsonNode values = document.path(column);
    if (!values.isArray() || values.isEmpty()) {
      throw new BrokenDocument(
          "bad_choices", "column " + column + " holds no list of choices: " + shown(values));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw new BrokenDocument("bad_choices", "column " + column + " holds no text: " + value);
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  /** An index as a number or digits, or a letter from A. */
  private int target(ObjectNode document, int choiceCount) throws BrokenDocument {
    JsonNode value = document.path(definition.target());
    String text = value.isTextual() ? value.textValue().strip() : value.toString();
    int target = -1;
    if (text.matches("[0-9]{1,9}")) {
      target = Integer.parseInt(text);
    } else if (value.isTextual() && text.matches("[A-Z]")) {
      target = text.charAt(0) - 'A';
    }
    if (target < 0 || target >= choiceCount) {
      throw new BrokenDocument(
          "bad_target",
          "column "
              + definition.target()
              + " is "
              + shown(value)
              + ", and there are "
              + choiceCount
              + " choices");
    }
    return target;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "missing" : value.toString();
  }
}
