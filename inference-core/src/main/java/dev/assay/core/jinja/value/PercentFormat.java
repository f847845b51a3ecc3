package dev.assay.core.jinja.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code %} on texts. */
final class PercentFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\d+|\\*)?(?:\\.(\\d+|\\*)?)?[hlL]?(.)?", Pattern.DOTALL);

  private final Object argument;
  private final List<?> arguments;
  private int next;

  private PercentFormat(Object argument) {
    this.argument = argument;
    this.arguments = argument instanceof Tuple tuple ? tuple : List.of(argument);
  }

  static String format(String format, Object argument) {
    return new PercentFormat(argument).format(format);
  }

  private String format(String format) {
    StringBuilder out = new StringBuilder();
    Matcher directive = DIRECTIVE.matcher(format);
    int from = 0;
    while (directive.find()) {
      out.append(format, from, directive.start()).append(formatted(directive));
      from = directive.end();
      Allowance.text(out.length());
    }
    out.append(format.substring(from));
    boolean mapping = argument instanceof Map;
    if (next < arguments.size()
        && !mapping
        && !(argument instanceof List && !(argument instanceof Tuple))) {
      throw PythonError.type("not all arguments converted during string formatting");
    }
    return out.toString();
  }

  private Object take() {
    if (next >= arguments.size()) {
      throw PythonError.type("not enough arguments for format string");
    }
    return arguments.get(next++);
  }

  private String formatted(Matcher directive) {
    String conversion = directive.group(5);
    if (conversion == null) {
      throw PythonError.value("incomplete format");
    }
    if (conversion.equals("%")) {
      return "%";
    }
    String flags = directive.group(2);
    int width = number(directive.group(3), 0);
    boolean precise = directive.group().contains(".");
    int precision = precise ? number(directive.group(4), 0) : -1;
    Object value = directive.group(1) == null ? take() : named(directive.group(1));
    NumberFormat layout =
        new NumberFormat(
            flags.contains("-") ? '<' : flags.contains("0") ? '=' : '>',
            flags.contains("0") && !flags.contains("-") ? '0' : ' ',
            flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '-',
            flags.contains("#"),
            width,
            false);
    return switch (conversion) {
      case "s" -> layout.text(cut(Printing.str(value), precision));
      case "r", "a" -> layout.text(cut(Printing.repr(value), precision));
      case "c" -> layout.text(character(value));
      case "d", "i", "u" -> layout.integer(integer(value, conversion), 10, precision);
      case "x" -> layout.integer(integer(value, conversion), 16, precision);
      case "X" ->
          layout
              .integer(integer(value, conversion), 16, precision)
              .toUpperCase(java.util.Locale.ROOT);
      case "o" -> layout.integer(integer(value, conversion), 8, precision);
      case "f", "F", "e", "E", "g", "G" ->
          layout.real(real(value), conversion.charAt(0), precision < 0 ? 6 : precision);
      default -> throw PythonError.value("unsupported format character '" + conversion + "'");
    };
  }

  private int number(String digits, int otherwise) {
    if (digits == null) {
      return otherwise;
    }
    int number =
        digits.equals("*")
            ? Numbers.index(take())
            : digits.length() > 8 ? Integer.MAX_VALUE / 2 : Integer.parseInt(digits);
    Allowance.text(number);
    return number;
  }

  private Object named(String name) {
    if (!(argument instanceof Map<?, ?> map)) {
      throw PythonError.type("format requires a mapping");
    }
    Object value = map.get(name);
    if (value == null) {
      throw new PythonError("KeyError: " + Printing.repr(name));
    }
    return value;
  }

  private static String cut(String text, int most) {
    return most < 0 ? text : (String) Items.slice(text, null, (long) most, null);
  }

  private static String character(Object value) {
    return value instanceof String text ? text : Character.toString(Numbers.index(value));
  }

  private static java.math.BigInteger integer(Object value, String conversion) {
    Undefined.refuse(value);
    if (!Numbers.isNumber(value)) {
      throw PythonError.type(
          "%" + conversion + " format: a real number is required, not " + Printing.typeName(value));
    }
    Object number = Numbers.plain(value);
    return number instanceof Double real
        ? new BigDecimal(real).toBigInteger()
        : Numbers.integer(number);
  }

  private static double real(Object value) {
    Undefined.refuse(value);
    if (!Numbers.isNumber(value)) {
      throw PythonError.type("must be real number, not " + Printing.typeName(value));
    }
    return Numbers.real(Numbers.plain(value));
  }
}
