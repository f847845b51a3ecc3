package dev.assay.core.jinja.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jinja's tests, by name (jinja2/tests.py). */
public final class Tests {
  private static final Set<String> NAMES =
      Set.of(
          "defined",
          "undefined",
          "none",
          "string",
          "number",
          "integer",
          "float",
          "boolean",
          "true",
          "false",
          "mapping",
          "iterable",
          "sequence",
          "callable",
          "sameas",
          "in",
          "eq",
          "equalto",
          "==",
          "ne",
          "!=",
          "lt",
          "lessthan",
          "<",
          "gt",
          "greaterthan",
          ">",
          "le",
          "<=",
          "ge",
          ">=",
          "odd",
          "even",
          "divisibleby",
          "lower",
          "upper",
          "escaped",
          "filter",
          "test");

  private Tests() {}

  public static boolean exists(String name) {
    return NAMES.contains(name);
  }

  public static boolean holds(String name, Object value, List<Object> arguments) {
    if (!NAMES.contains(name)) {
      throw new PythonError("TemplateRuntimeError: No test named '" + name + "'.");
    }
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == None.NONE;
      case "string" -> value instanceof String || value instanceof SafeText;
      case "number" -> Numbers.isNumber(value);
      case "integer" -> value instanceof Long || value instanceof BigInteger;
      case "float" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "mapping" -> value instanceof Map;
      case "iterable" -> isIterable(value);
      case "sequence" -> isSequence(value);
      case "callable" -> value instanceof Callable;
      case "escaped" -> value instanceof SafeText;
      case "odd" -> Comparing.equal(Numbers.modulo(value, 2L), 1L);
      case "even" -> Comparing.equal(Numbers.modulo(value, 2L), 0L);
      case "lower" -> (Boolean) TextMethods.call(Printing.str(value), "islower", Arguments.NONE);
      case "upper" -> (Boolean) TextMethods.call(Printing.str(value), "isupper", Arguments.NONE);
      case "filter" -> Filters.exists(Printing.str(value), new Access(false, true));
      case "test" -> exists(Printing.str(value));
      default -> compared(name, value, arguments);
    };
  }

  private static boolean compared(String name, Object value, List<Object> arguments) {
    if (arguments.isEmpty()) {
      throw PythonError.type("the test " + name + " is missing its argument");
    }
    Object other = arguments.get(0);
    return switch (name) {
      case "sameas" -> value == other || isSimple(value) && value.equals(other);
      case "in" -> Comparing.contains(other, value);
      case "eq", "equalto", "==" -> Comparing.equal(value, other);
      case "ne", "!=" -> !Comparing.equal(value, other);
      case "lt", "lessthan", "<" -> Comparing.compare(value, other) < 0;
      case "gt", "greaterthan", ">" -> Comparing.compare(value, other) > 0;
      case "le", "<=" -> Comparing.compare(value, other) <= 0;
      case "ge", ">=" -> Comparing.compare(value, other) >= 0;
      default -> Comparing.equal(Numbers.modulo(value, other), 0L);
    };
  }

  private static boolean isSimple(Object value) {
    return value instanceof Boolean || value instanceof Long || value instanceof String;
  }

  private static boolean isIterable(Object value) {
    if (value instanceof Undefined undefined) {
      undefined.refuseIfStrict();
    }
    return Items.canBeGoneThrough(value);
  }

  private static boolean isSequence(Object value) {
    return value instanceof Undefined undefined
        ? !undefined.strict()
        : Items.canBeGoneThrough(value) && !(value instanceof Generated);
  }
}
