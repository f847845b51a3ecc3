package dev.assay.eval.instruction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.python.PythonPattern;
import dev.assay.eval.item.Reference.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Reads what an instruction is about. What is null, empty or 0 counts as not said. */
record Arguments(Instruction instruction) {

  String text(String name) {
    JsonNode value = value(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(name, "a text");
    }
    return value.textValue();
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    value(name).forEach(text -> texts.add(text.isTextual() ? text.textValue() : null));
    if (!value(name).isArray() || texts.isEmpty() || texts.contains(null)) {
      throw wrong(name, "a list of texts");
    }
    return texts;
  }

  /** Regular expressions without regard to case, as which the reference harness takes keywords. */
  List<PythonPattern> patterns(String name, UnaryOperator<String> around) {
    return texts(name).stream().map(around).map(PythonPattern::ignoringCase).toList();
  }

  int count(String name) {
    JsonNode value = value(name);
    if (!value.isNumber() || value.doubleValue() != value.intValue() || value.intValue() < 1) {
      throw wrong(name, "a whole number above 0");
    }
    return value.intValue();
  }

  /**
   * A number compared with another.
   *
   * @param relation name of the argument that says {@code less than} or {@code at least}
   */
  IntPredicate compared(String name, String relation) {
    int threshold = count(name);
    return switch (text(relation)) {
      case "less than" -> counted -> counted < threshold;
      case "at least" -> counted -> counted >= threshold;
      default -> throw wrong(relation, "'less than' or 'at least'");
    };
  }

  IllegalArgumentException wrong(String name, String wanted) {
    return new IllegalArgumentException(
        "instruction "
            + instruction.id()
            + " needs "
            + name
            + ", "
            + wanted
            + ": "
            + instruction.arguments());
  }

  private JsonNode value(String name) {
    return instruction.arguments().path(name);
  }
}
