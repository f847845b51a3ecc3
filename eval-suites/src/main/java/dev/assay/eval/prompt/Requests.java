package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.text.PythonText;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import dev.assay.eval.item.Prompt;
import dev.assay.eval.item.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a model is asked of a document: the harness's {@code construct_requests}. */
final class Requests {
  private final Task task;
  private final FieldValues values;
  private final boolean chat;
  private final boolean severalContexts;
  private final boolean unconditional;

  /**
   * @param severalContexts each choice is a context, and the target what follows them all
   */
  Requests(Task task, FieldValues values, boolean chat, boolean severalContexts) {
    this.task = task;
    this.values = values;
    this.chat = chat;
    this.severalContexts = severalContexts;
    this.unconditional =
        task.scoring().metrics().stream()
            .anyMatch(metric -> metric.metric().equals("acc_mutual_info"));
  }

  /**
   * Choices of contexts.
   *
   * @param prompts one for all choices, or one for each, which all continue with the target
   */
  Request choices(ObjectNode document, List<Prompt> prompts, List<String> choices) {
    String delimiter = delimiter();
    List<Request.Choice> scored = new ArrayList<>();
    List<Request.Choice> alone = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      String text = choices.get(i);
      String continued = severalContexts ? References.printed(target(document)) : text;
      Prompt prompt = prompts.get(severalContexts ? i : 0);
      scored.add(new Request.Choice(prompt, delimiter + continued, text));
      if (unconditional) {
        alone.add(new Request.Choice(Prompt.of(""), delimiter + text, text));
      }
    }
    return new Request.Choices(scored, alone);
  }

  private String delimiter() {
    if (!chat) {
      return task.prompt().targetDelimiter();
    }
    String opening = task.prompt().opening();
    boolean opened =
        opening != null
            && !opening.isEmpty()
            && !PythonText.isSpace(opening.codePointBefore(opening.length()));
    return opened ? task.prompt().targetDelimiter() : "";
  }

  private JsonNode target(ObjectNode document) {
    return values.target(task.prompt().target(), document);
  }

  private String text(ObjectNode document) {
    JsonNode target = target(document);
    if (!target.isTextual()) {
      throw new DocumentException("bad_target", "the target is no text: " + target);
    }
    return target.textValue();
  }

  /** The target after the question, with nothing between them. */
  Request continuation(ObjectNode document, Prompt prompt) {
    String target = text(document);
    return new Request.Choices(List.of(new Request.Choice(prompt, target, target)), List.of());
  }

  Request completion(Prompt prompt) {
    return new Request.Completion(prompt, task.completion(), task.repeats());
  }

  Request rolling(ObjectNode document) {
    String text = text(document);
    String counted = text;
    if (task.referenceFunction() != null
        && TaskFunctions.find(task.referenceFunction()).orElse(null)
            instanceof TaskFunction.OfCountedText function) {
      counted = function.text().apply(document);
    }
    return new Request.Rolling(
        text, words(counted), counted.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Pieces between runs of white space, empty ones at the ends included: Python's re.split. */
  static int words(String text) {
    int words = 1;
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      boolean now = PythonText.isSpace(text.charAt(i));
      words += now && !space ? 1 : 0;
      space = now;
    }
    return words;
  }
}
