package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.PromptDefinition;
import java.util.ArrayList;
import java.util.List;

/** Fills a task's templates from documents. */
final class QuestionTemplate {
  private final PromptDefinition definition;
  private final DerivedColumns columns;
  private final TextTemplate question;
  private final List<TextTemplate> choices;

  QuestionTemplate(PromptDefinition definition) {
    this.definition = definition;
    this.columns = new DerivedColumns(definition.columns());
    this.question = new TextTemplate(definition.question());
    this.choices = definition.choices().stream().map(TextTemplate::new).toList();
  }

  Question fill(SourceDocument source) throws BrokenDocument {
    return columns.fill(
        source,
        (document, filled) -> {
          String text = question.fill(filled);
          List<String> answers = new ArrayList<>();
          String column = definition.choiceColumn();
          if (column == null) {
            choices.forEach(choice -> answers.add(choice.fill(filled)));
          } else {
            answers.addAll(DerivedColumns.texts(document.path(column), column, "choices"));
          }
          return new Question(text, answers, target(document, answers.size()), document);
        });
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
              + DerivedColumns.shown(value)
              + ", and there are "
              + choiceCount
              + " choices");
    }
    return target;
  }
}
