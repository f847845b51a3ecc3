package dev.assay.eval.function;

import static dev.assay.eval.function.Columns.array;
import static dev.assay.eval.function.Columns.text;
import static dev.assay.eval.function.Columns.textOrEmpty;
import static dev.assay.eval.function.Columns.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of AGIEval's version 1 (Zhong et al., 2023) as the columns query, choices and gold that its
 * sets have on the hub. Rows that have them already stay as they are.
 */
final class ExamQuestions {
  private ExamQuestions() {}

  /**
   * How a language writes a question.
   *
   * @param answer before an answer that is no option
   */
  private record Wording(String question, String options, String answer, String from, String end) {}

  private static final Wording ENGLISH =
      new Wording(
          "Q: ",
          " Answer Choices: ",
          "\nA: The answer is",
          "\nA: Among A through ",
          ", the answer is");
  private static final Wording CHINESE = new Wording("问题：", " 选项：", "\n答案：", "\n答案：从A到", ", 我们应选择");

  static Map<String, TaskFunction> functions() {
    return Map.of(
        "agieval.english", rows(ENGLISH),
        "agieval.chinese", rows(CHINESE));
  }

  private static TaskFunction rows(Wording wording) {
    return new TaskFunction.OfRows(document -> Optional.of(question(document, wording)));
  }

  private static ObjectNode question(ObjectNode document, Wording wording) {
    if (document.hasNonNull("query")) {
      return document;
    }
    String asked =
        (document.has("passage") ? textOrEmpty(document, "passage") : "")
            + wording.question()
            + text(document, "question");
    if (!document.hasNonNull("options")) {
      return document.put("query", asked + wording.answer());
    }
    List<String> options = texts(document, "options");
    char last = (char) ('A' + options.size() - 1);
    document.put(
        "query",
        asked
            + wording.options()
            + String.join(" ", options)
            + wording.from()
            + last
            + wording.end());
    document.set("choices", array(options));
    document.set("gold", gold(document, options.size()));
    return document;
  }

  /** The label is a text of letters, or a list of them. */
  private static ArrayNode gold(ObjectNode document, int options) {
    JsonNode label = Columns.value(document, "label");
    String letters =
        label.isArray() ? String.join("", texts(document, "label")) : text(document, "label");
    ArrayNode gold = JsonNodeFactory.instance.arrayNode();
    for (char letter : letters.toCharArray()) {
      if (letter < 'A' || letter >= 'A' + options) {
        throw new DocumentException(
            "bad_target", "the label is " + label + ", and there are " + options + " options");
      }
      gold.add(letter - 'A');
    }
    return gold;
  }
}
