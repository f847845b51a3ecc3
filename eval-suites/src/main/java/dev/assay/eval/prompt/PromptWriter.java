package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.text.PythonText;
import dev.assay.eval.catalog.PromptDefinition;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.SolvedExample;
import java.util.ArrayList;
import java.util.List;

/** Writes prompts as the harness's {@code fewshot_context} and {@code build_qa_turn} do. */
final class PromptWriter {
  private final Task task;
  private final String writtenDescription;
  private final FieldValues values;
  private final ItemSettings settings;
  private final boolean severalContexts;

  /**
   * @param writtenDescription in the place of the task's own; null for that
   * @param severalContexts each choice is a context of its own, and the question an index: the
   *     harness's {@code multiple_input}
   */
  PromptWriter(
      Task task,
      String writtenDescription,
      FieldValues values,
      ItemSettings settings,
      boolean severalContexts) {
    this.task = task;
    this.writtenDescription = writtenDescription;
    this.values = values;
    this.settings = settings;
    this.severalContexts = severalContexts;
  }

  /** A document as a solved example. */
  SolvedExample example(ObjectNode document) {
    PromptDefinition prompt = task.fewShot().prompt();
    JsonNode question = values.text(prompt.text(), document);
    JsonNode choices = prompt.choices() == null ? null : values.choices(prompt.choices(), document);
    if (severalContexts) {
      question = element(choices, question);
      choices = null;
    }
    JsonNode target = values.target(prompt.target(), document);
    String opening = values.resolved(prompt.opening(), document);
    String text = text(question, "the question");
    boolean answered = !target.isNull() && !(target.isTextual() && target.textValue().isEmpty());
    String delimiter =
        answered && opening.isEmpty() || !opening.isEmpty() && apart(text, opening)
            ? prompt.targetDelimiter()
            : "";
    if (!answered) {
      return new SolvedExample(text, delimiter, opening, "");
    }
    String answer = text(answer(target, choices), "the answer");
    return new SolvedExample(
        text, delimiter, joined(opening, answer, " "), prompt.exampleDelimiter());
  }

  private static JsonNode answer(JsonNode target, JsonNode choices) {
    if (target.isIntegralNumber() && choices != null && !choices.isEmpty()) {
      return element(choices, target);
    }
    if (!target.isArray()) {
      return target;
    }
    if (target.isEmpty()) {
      throw new DocumentException("bad_target", "the answer is an empty list");
    }
    return target.get(0);
  }

  /** An element by Python's index, which counts from the end where it is negative. */
  private static JsonNode element(JsonNode list, JsonNode index) {
    int size = list == null || !list.isArray() ? 0 : list.size();
    if (!index.isInt() || index.intValue() >= size || index.intValue() < -size) {
      throw new DocumentException(
          "bad_target", "the index is " + index + ", and there are " + size + " choices");
    }
    return list.get(index.intValue() < 0 ? size + index.intValue() : index.intValue());
  }

  private static String text(JsonNode value, String what) {
    if (!value.isTextual()) {
      throw new DocumentException("bad_field", what + " is no text: " + value);
    }
    return value.textValue();
  }

  /** The prompts of a document: one, or one for each of its contexts. */
  List<Prompt> prompts(ObjectNode document, List<SolvedExample> examples) {
    String description =
        joined(
            settings.systemInstruction(),
            writtenDescription == null
                ? values.resolved(task.description(), document)
                : writtenDescription,
            task.prompt().exampleDelimiter());
    String opening = values.resolved(task.prompt().opening(), document);
    if (!severalContexts) {
      String question = text(values.text(task.prompt().text(), document), "the question");
      boolean delimited = !settings.chat() && !opening.isEmpty() && apart(question, opening);
      String whole = delimited ? task.prompt().targetDelimiter() + opening : opening;
      return List.of(new Prompt(description, examples, question, whole));
    }
    List<Prompt> prompts = new ArrayList<>();
    for (String context : choices(document)) {
      prompts.add(new Prompt(description, examples, context, opening));
    }
    return prompts;
  }

  /** The document's choices. */
  List<String> choices(ObjectNode document) {
    JsonNode choices = values.choices(task.prompt().choices(), document);
    if (!choices.isArray() || choices.isEmpty()) {
      throw new DocumentException("bad_choices", "there is no list of choices: " + choices);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode choice : choices) {
      if (!choice.isTextual()) {
        throw new DocumentException("bad_choices", "a choice is no text: " + choice);
      }
      texts.add(choice.textValue());
    }
    return texts;
  }

  /** Neither side has white space where they meet. */
  private static boolean apart(String before, String after) {
    return !before.isEmpty()
        && !PythonText.isSpace(before.codePointBefore(before.length()))
        && !PythonText.isSpace(after.codePointAt(0));
  }

  /** The harness's {@code maybe_delimit}. */
  private static String joined(String before, String after, String delimiter) {
    boolean delimited = !before.isEmpty() && !after.isEmpty() && apart(before, after);
    return before + (delimited ? delimiter : "") + after;
  }
}
