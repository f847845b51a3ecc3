package dev.assay.core.jinja.value;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's str.format; of names within fields, items and attributes of dictionaries alone. */
final class BraceFormat {
  private static final Pattern FIELD =
      Pattern.compile(
          "\\{\\{|\\}\\}|\\{([^{}!:]*)(?:!([rsa]))?(?::((?:[^{}]|\\{[^{}]*\\})*))?\\}|[{}]");
  private static final Pattern SPECIFICATION =
      Pattern.compile("(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?([a-zA-Z%])?");
  private static final Access ACCESS = new Access(true, true);

  private final Arguments arguments;
  private int next;

  private BraceFormat(Arguments arguments) {
    this.arguments = arguments;
  }

  static String format(String format, Arguments arguments) {
    return new BraceFormat(arguments).format(format);
  }

  private String format(String format) {
    StringBuilder out = new StringBuilder();
    Matcher field = FIELD.matcher(format);
    int from = 0;
    while (field.find()) {
      out.append(format, from, field.start());
      String found = field.group();
      if (found.equals("{{") || found.equals("}}")) {
        out.append(found.charAt(0));
      } else if (found.length() == 1) {
        throw PythonError.value("Single '" + found + "' encountered in format string");
      } else {
        out.append(formatted(field));
      }
      from = field.end();
      Allowance.text(out.length());
    }
    return out.append(format.substring(from)).toString();
  }

  private String formatted(Matcher field) {
    Object value = value(field.group(1));
    String specification = field.group(3) == null ? "" : field.group(3);
    if (specification.contains("{")) {
      specification = format(specification);
    }
    if (field.group(2) != null) {
      value = field.group(2).equals("s") ? Printing.str(value) : Printing.repr(value);
    }
    return specification.isEmpty() ? Printing.str(value) : laidOut(value, specification);
  }

  private Object value(String name) {
    Matcher parts = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]").matcher(name);
    String first = name.split("[.\\[]", 2)[0];
    Object value;
    if (first.isEmpty() || first.matches("\\d{1,8}")) {
      int place = first.isEmpty() ? next++ : Integer.parseInt(first);
      if (place >= arguments.positional().size()) {
        throw new PythonError(
            "IndexError: Replacement index " + place + " out of range for positional args tuple");
      }
      value = arguments.positional().get(place);
    } else {
      value = arguments.named().get(first);
      if (value == null) {
        throw new PythonError("KeyError: " + Printing.repr(first));
      }
    }
    while (parts.find()) {
      String key = parts.group(1) == null ? parts.group(2) : parts.group(1);
      value =
          parts.group(1) != null
              ? Items.attribute(value, key, ACCESS)
              : Items.item(
                  value, key.matches("\\d{1,8}") ? (Object) Long.valueOf(key) : key, ACCESS);
      Undefined.refuse(value);
    }
    return value;
  }

  private static String laidOut(Object value, String specification) {
    Undefined.refuse(value);
    Matcher parts = SPECIFICATION.matcher(specification);
    if (!parts.matches()) {
      throw PythonError.value("Invalid format specifier");
    }
    boolean number = Numbers.isNumber(value);
    boolean zero = parts.group(5) != null;
    char align =
        parts.group(2) != null ? parts.group(2).charAt(0) : zero ? '=' : number ? '>' : '<';
    char fill = parts.group(1) != null ? parts.group(1).charAt(0) : zero ? '0' : ' ';
    String digits = parts.group(6);
    int width =
        digits == null ? 0 : digits.length() > 8 ? Integer.MAX_VALUE / 2 : Integer.parseInt(digits);
    String precise = parts.group(8);
    int precision =
        precise == null
            ? -1
            : precise.length() > 8 ? Integer.MAX_VALUE / 2 : Integer.parseInt(precise);
    Allowance.text(Math.max(width, precision));
    NumberFormat layout =
        new NumberFormat(
            align,
            fill,
            parts.group(3) == null ? '-' : parts.group(3).charAt(0),
            parts.group(4) != null,
            width,
            parts.group(7) != null);
    char type = parts.group(9) == null ? 0 : parts.group(9).charAt(0);
    if (!number) {
      if (type != 0 && type != 's' || align == '=') {
        throw PythonError.value(
            "Unknown format code '"
                + type
                + "' for object of type '"
                + Printing.typeName(value)
                + "'");
      }
      String text = Printing.str(value);
      return layout.text(
          precision < 0 ? text : (String) Items.slice(text, null, (long) precision, null));
    }
    return number(Numbers.plain(value), type, precision, layout);
  }

  private static String number(Object value, char type, int precision, NumberFormat layout) {
    return switch (type) {
      case 'd', 'n' -> layout.integer(Numbers.integer(value), 10, 0);
      case 'x' -> layout.integer(Numbers.integer(value), 16, 0);
      case 'X' -> layout.integer(Numbers.integer(value), 16, 0).toUpperCase(java.util.Locale.ROOT);
      case 'o' -> layout.integer(Numbers.integer(value), 8, 0);
      case 'b' -> layout.integer(Numbers.integer(value), 2, 0);
      case 'c' -> layout.text(Character.toString(Numbers.index(value)));
      case 'f', 'F', 'e', 'E', 'g', 'G', '%' ->
          layout.real(Numbers.real(value), type, precision < 0 ? 6 : precision);
      case 0 -> {
        if (!(value instanceof Double real)) {
          yield layout.integer(Numbers.integer(value), 10, 0);
        }
        if (precision >= 0) {
          yield layout.real(real, 'g', precision);
        }
        String shown = Printing.real(Math.abs(real));
        BigDecimal exact =
            Double.isFinite(real) && !shown.contains("e") ? new BigDecimal(shown) : null;
        yield exact == null
            ? layout.text(Printing.real(real))
            : layout.real(real, 'f', Math.max(1, exact.scale()));
      }
      default ->
          throw PythonError.value("Unknown format code '" + type + "' for object of type 'float'");
    };
  }
}
