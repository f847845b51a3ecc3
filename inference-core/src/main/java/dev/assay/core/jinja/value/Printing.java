package dev.assay.core.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Python's str and repr. */
public final class Printing {
  private static final int NESTED = 100;

  /** Python's sys.int_info.default_max_str_digits. */
  private static final int DIGITS = 4300;

  private static final double LOG2_OF_10 = 3.3219280948873623;

  private Printing() {}

  public static String str(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof SafeText safe) {
      return safe.text();
    }
    if (value instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return "";
    }
    return repr(value);
  }

  public static String repr(Object value) {
    if (value instanceof Long || value instanceof Boolean || value instanceof String) {
      return simple(value);
    }
    StringBuilder out = new StringBuilder();
    write(value, out, new ArrayList<>());
    Allowance.text(out.length());
    return out.toString();
  }

  private static String simple(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof BigInteger number && number.bitLength() > DIGITS * LOG2_OF_10) {
      throw PythonError.value(
          "Exceeds the limit (" + DIGITS + " digits) for integer string conversion");
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  /**
   * @param within what the value is part of, from the outermost on
   */
  private static void write(Object value, StringBuilder out, List<Object> within) {
    if (value instanceof List || value instanceof Map) {
      if (within.stream().anyMatch(outer -> outer == value)) {
        out.append(value instanceof Map ? "{...}" : "[...]");
        return;
      }
      if (within.size() > NESTED) {
        throw PythonError.limit("a value is nested more than " + NESTED + " deep");
      }
      within.add(value);
      writeContainer(value, out, within);
      within.remove(within.size() - 1);
    } else {
      writeElement(value, out);
    }
  }

  private static void writeContainer(Object value, StringBuilder out, List<Object> within) {
    Allowance.growing(out.length());
    if (value instanceof List<?> list) {
      boolean tuple = value instanceof Tuple;
      out.append(tuple ? '(' : '[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        write(list.get(i), out, within);
      }
      out.append(tuple && list.size() == 1 ? "," : "").append(tuple ? ')' : ']');
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      boolean first = true;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(first ? "" : ", ");
        write(entry.getKey(), out, within);
        out.append(": ");
        write(entry.getValue(), out, within);
        first = false;
      }
      out.append('}');
    }
  }

  private static void writeElement(Object value, StringBuilder out) {
    Allowance.growing(out.length());
    if (value instanceof Double real) {
      out.append(real(real));
    } else if (value instanceof Undefined) {
      out.append("Undefined");
    } else if (value instanceof SafeText safe) {
      out.append("Markup(").append(quoted(safe.text())).append(')');
    } else if (value instanceof Generated) {
      out.append("<generator object>");
    } else if (value instanceof Callable || value instanceof Attributes) {
      out.append("<object>");
    } else {
      out.append(simple(value));
    }
  }

  /** The shortest digits that are this number, as Python lays them out. */
  static String real(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (exponent < -4 || exponent >= 16) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
      return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }
    return sign + shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < 17; precision++) {
      BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  /** A text as Python's source has it. */
  static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> escape(c, quote, out));
    return out.append(quote).toString();
  }

  private static void escape(int c, char quote, StringBuilder out) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (isPrintable(c)) {
      out.appendCodePoint(c);
    } else if (c < 0x100) {
      out.append(String.format("\\x%02x", c));
    } else {
      out.append(c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c));
    }
  }

  private static boolean isPrintable(int c) {
    return c == ' '
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              false;
          default -> true;
        };
  }

  /** A value's class, for errors. */
  public static String typeName(Object value) {
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Map) {
      return "dict";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof Number) {
      return "int";
    }
    if (value instanceof String || value instanceof SafeText) {
      return "str";
    }
    if (value instanceof Generated) {
      return "generator";
    }
    return value == None.NONE
        ? "NoneType"
        : value instanceof Undefined
            ? "Undefined"
            : value instanceof Namespace ? "Namespace" : "object";
  }
}
