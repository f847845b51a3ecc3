package dev.assay.eval.function;

import static dev.assay.eval.function.Columns.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.eval.mathematics.BoxedAnswer;
import dev.assay.eval.mathematics.NormalizedAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Problems of MATH (Hendrycks et al., 2021), whose solutions state the answer in a box
 * (lm_eval/tasks/hendrycks_math/utils.py and minerva_math/utils.py, process_docs).
 */
final class MathProblems {
  private MathProblems() {}

  static Map<String, TaskFunction> functions() {
    return Map.of(
        "hendrycks_math.process_docs", rows(document -> answered(document, boxed(document))),
        "minerva_math.process_docs", rows(MathProblems::normalized),
        "minerva_math.of_agieval", rows(MathProblems::ofAgieval),
        "minerva_math.doc_to_text",
            new TaskFunction.OfFields(
                document ->
                    TextNode.valueOf("Problem:\n" + text(document, "problem") + "\n\nSolution:")));
  }

  private static TaskFunction rows(UnaryOperator<ObjectNode> function) {
    return new TaskFunction.OfRows(document -> Optional.of(function.apply(document)));
  }

  private static ObjectNode answered(ObjectNode document, String answer) {
    return document.put("answer", answer);
  }

  private static ObjectNode normalized(ObjectNode document) {
    return answered(document, NormalizedAnswer.of(boxed(document)));
  }

  private static String boxed(ObjectNode document) {
    String solution = text(document, "solution");
    return BoxedAnswer.of(solution)
        .orElseThrow(
            () ->
                new DocumentException(
                    "bad_target", "column 'solution' has no box around its answer: " + solution));
  }

  private static ObjectNode ofAgieval(ObjectNode document) {
    JsonNode solution = document.path("other").path("solution");
    if (!solution.isTextual()) {
      throw new DocumentException("bad_field", "column 'other' holds no text 'solution'");
    }
    document.put("problem", text(document, "question"));
    document.set("solution", solution);
    return normalized(document);
  }
}
