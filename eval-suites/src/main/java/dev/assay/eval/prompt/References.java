package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.jinja.value.Printing;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.filter.DocumentTexts;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunctions;
import dev.assay.eval.item.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What answers are held against, as the harness's {@code process_results} finds it. */
final class References {
  private final Task task;
  private final FieldValues values;
  private final boolean severalContexts;

  References(Task task, FieldValues values, boolean severalContexts) {
    this.task = task;
    this.values = values;
    this.severalContexts = severalContexts;
  }

  /**
   * A document's reference.
   *
   * @param choices that are scored; empty where none are
   */
  Reference of(ObjectNode document, List<String> choices) {
    String function = task.scoring().resultFunction();
    if (function != null) {
      return switch (function) {
        case "ifeval" -> instructions(document);
        case "truthfulqa_mc2" -> trueAnswers(document);
        case "hendrycks_math", "minerva_math", "agieval_math", "agieval_math_string" ->
            new Reference.RightTexts(List.of(printed(FieldValues.column(document, "answer"))));
        default -> withTraits(function, document, choices);
      };
    }
    if (task.referenceFunction() != null
        && TaskFunctions.find(task.referenceFunction()).orElse(null)
            instanceof TaskFunction.OfPrograms program) {
      return program(program, document);
    }
    if (task.referenceFunction() != null
        && TaskFunctions.find(task.referenceFunction()).orElse(null)
            instanceof TaskFunction.OfTraits traits) {
      return traits(traits, document);
    }
    return switch (task.outputType()) {
      case MULTIPLE_CHOICE -> new Reference.RightChoices(right(document, choices), choices);
      case LOGLIKELIHOOD, GENERATE_UNTIL -> texts(document);
      case LOGLIKELIHOOD_ROLLING -> new Reference.None();
    };
  }

  private Reference withTraits(String function, ObjectNode document, List<String> choices) {
    if (!(TaskFunctions.find(function).orElse(null) instanceof TaskFunction.OfResults results)) {
      throw new IllegalStateException("no function of results: " + function);
    }
    List<Integer> right =
        results.right() == null
            ? right(document, choices)
            : indices(FieldValues.column(document, results.right()), choices);
    Map<String, String> traits = new TreeMap<>();
    if (results.traits() != null) {
      FieldValues.column(document, results.traits())
          .properties()
          .forEach(trait -> traits.put(trait.getKey(), printed(trait.getValue())));
    }
    for (String column : results.parts()) {
      JsonNode part = document.path(column);
      if (part.isTextual()) {
        traits.put(column, part.textValue());
      }
    }
    return new Reference.RightChoices(right, choices, traits);
  }

  /** The document's target, whatever it is, as Python's {@code str} prints it. */
  String printedTarget(ObjectNode document) {
    return Printing.str(PythonValues.of(target(document)));
  }

  private JsonNode target(ObjectNode document) {
    return values.target(task.prompt().target(), document);
  }

  private List<Integer> right(ObjectNode document, List<String> choices) {
    JsonNode target =
        severalContexts ? values.text(task.prompt().text(), document) : target(document);
    return indices(target, choices);
  }

  private static List<Integer> indices(JsonNode target, List<String> choices) {
    List<Integer> indices = new ArrayList<>();
    for (JsonNode one : target.isArray() ? target : List.of(target)) {
      indices.add(index(one, target, choices));
    }
    if (indices.isEmpty()) {
      throw new DocumentException("bad_target", "the target is an empty list");
    }
    return indices;
  }

  private static int index(JsonNode one, JsonNode target, List<String> choices) {
    int index = -1;
    if (one.isTextual() && !target.isArray()) {
      index = choices.indexOf(one.textValue());
    } else if (one.isBoolean()) {
      index = one.booleanValue() ? 1 : 0;
    } else if (one.isNumber() && one.doubleValue() == Math.rint(one.doubleValue())) {
      index = (int) one.doubleValue();
    }
    if (index < 0 || index >= choices.size()) {
      throw new DocumentException(
          "bad_target", "the target is " + target + ", and the choices are " + choices);
    }
    return index;
  }

  private Reference texts(ObjectNode document) {
    JsonNode target = target(document);
    if (task.prompt().choices() != null) {
      JsonNode choices = values.choices(task.prompt().choices(), document);
      if (!target.isInt() || target.intValue() < 0 || target.intValue() >= choices.size()) {
        throw new DocumentException(
            "bad_target", "the target is " + target + ", and the choices are " + choices);
      }
      target = choices.get(target.intValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : target.isArray() ? target : List.of(target)) {
      texts.add(printed(one));
    }
    if (texts.isEmpty()) {
      throw new DocumentException("bad_target", "the target is an empty list");
    }
    return new Reference.RightTexts(texts, lookedFor(document));
  }

  /** Texts of the document that a filter looks for in answers. */
  private List<String> lookedFor(ObjectNode document) {
    for (FilterDefinition filter : task.scoring().filters()) {
      if (DocumentTexts.areNeeded(filter)) {
        return DocumentTexts.of(filter, printed(FieldValues.column(document, "input")));
      }
    }
    return List.of();
  }

  /** As Python prints it. */
  static String printed(JsonNode scalar) {
    if (scalar.isContainerNode()) {
      throw new DocumentException("bad_target", "the target holds no text: " + scalar);
    }
    if (scalar.isNull()) {
      return "None";
    }
    return scalar.isBoolean() ? (scalar.booleanValue() ? "True" : "False") : scalar.asText();
  }

  private Reference program(TaskFunction.OfPrograms function, ObjectNode document) {
    return new Reference.Program(
        function.before().apply(document), "\n" + printed(target(document)));
  }

  private static Reference traits(TaskFunction.OfTraits function, ObjectNode document) {
    Map<String, String> traits = new TreeMap<>();
    if (function.columns().isEmpty()) {
      FieldValues.column(document, "traits")
          .properties()
          .forEach(trait -> traits.put(trait.getKey(), trait.getValue().asText()));
    }
    function
        .columns()
        .forEach(column -> traits.put(column, printed(FieldValues.column(document, column))));
    return new Reference.Traits(
        traits, patterns(document, "must_match"), patterns(document, "must_not_match"));
  }

  private static List<String> patterns(ObjectNode document, String column) {
    List<String> patterns = new ArrayList<>();
    document.path(column).forEach(pattern -> patterns.add(pattern.asText()));
    return patterns;
  }

  private static Reference instructions(ObjectNode document) {
    JsonNode ids = FieldValues.column(document, "instruction_id_list");
    JsonNode arguments = FieldValues.column(document, "kwargs");
    if (!ids.isArray() || ids.isEmpty() || arguments.size() != ids.size()) {
      throw new DocumentException(
          "bad_instructions",
          "columns 'instruction_id_list' and 'kwargs' are no lists of equal lengths: "
              + ids
              + " and "
              + arguments);
    }
    List<Reference.Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      instructions.add(new Reference.Instruction(printed(ids.get(i)), arguments.get(i)));
    }
    return new Reference.Instructions(instructions);
  }

  private static Reference trueAnswers(ObjectNode document) {
    JsonNode targets = FieldValues.column(document, "mc2_targets");
    List<Integer> right = new ArrayList<>();
    for (int i = 0; i < targets.path("labels").size(); i++) {
      if (targets.path("labels").get(i).asInt() == 1) {
        right.add(i);
      }
    }
    if (right.isEmpty()) {
      throw new DocumentException("bad_target", "'mc2_targets' has no label 1: " + targets);
    }
    List<String> texts = new ArrayList<>();
    targets.path("choices").forEach(choice -> texts.add(printed(choice)));
    return new Reference.RightChoices(right, texts);
  }
}
