package dev.assay.core.jinja.value;

import dev.assay.core.text.PythonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Filters whose result is a number. */
final class NumberFilters {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+(_\\d+)*");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)([eE][+-]?\\d+)?");
  private static final Pattern ENDLESS = Pattern.compile("(?i)([+-]?)(inf|infinity|nan)");

  static final Map<String, Filters.Filter> ALL =
      Map.of(
          "int",
          NumberFilters::integer,
          "float",
          NumberFilters::real,
          "abs",
          (value, arguments, access) -> Numbers.absolute(value),
          "round",
          NumberFilters::rounded,
          "length",
          (value, arguments, access) -> Items.length(value),
          "count",
          (value, arguments, access) -> Items.length(value));

  private NumberFilters() {}

  private static Object integer(Object value, Arguments arguments, Access access) {
    Object otherwise = arguments.optional(0, "default", 0L);
    int base = arguments.number(1, "base", 10);
    Undefined.refuse(value);
    if (SafeText.plain(value) instanceof String text) {
      String digits = PythonText.strip(text);
      Object whole = whole(digits, base);
      if (whole != null) {
        return whole;
      }
      Object real = parsed(digits, None.NONE);
      return real instanceof Double number ? truncated(number, otherwise) : otherwise;
    }
    if (value instanceof Double number) {
      return truncated(number, otherwise);
    }
    return Numbers.isNumber(value) ? Numbers.plain(value) : otherwise;
  }

  /** Null where it is none of that base. */
  private static Object whole(String digits, int base) {
    if (digits.length() > 4300 || base == 10 && !INTEGER.matcher(digits).matches()) {
      return null;
    }
    String plain = digits.replace("_", "").toLowerCase(Locale.ROOT);
    String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "none";
    boolean negative = plain.startsWith("-");
    String bare = plain.replaceFirst("^[+-]", "");
    bare = bare.startsWith(prefix) ? bare.substring(2) : bare;
    try {
      BigInteger size = new BigInteger(bare, base);
      return Numbers.of(negative ? size.negate() : size);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Object truncated(double number, Object otherwise) {
    return Double.isNaN(number) || Double.isInfinite(number)
        ? otherwise
        : Numbers.of(new BigDecimal(number).toBigInteger());
  }

  private static Object parsed(String digits, Object otherwise) {
    java.util.regex.Matcher endless = ENDLESS.matcher(digits);
    if (endless.matches()) {
      return endless.group(2).equalsIgnoreCase("nan")
          ? Double.NaN
          : endless.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return REAL.matcher(digits).matches()
        ? (Object) Double.parseDouble(digits.replace("_", ""))
        : otherwise;
  }

  private static Object real(Object value, Arguments arguments, Access access) {
    Object otherwise = arguments.optional(0, "default", 0.0);
    Undefined.refuse(value);
    if (SafeText.plain(value) instanceof String text) {
      return parsed(PythonText.strip(text), otherwise);
    }
    return Numbers.isNumber(value) ? (Object) Numbers.real(Numbers.plain(value)) : otherwise;
  }

  private static Object rounded(Object value, Arguments arguments, Access access) {
    Undefined.refuse(value);
    if (!Numbers.isNumber(value)) {
      throw PythonError.type(
          "type " + Printing.typeName(value) + " doesn't define __round__ method");
    }
    int precision = arguments.number(0, "precision", 0);
    String method = Printing.str(arguments.optional(1, "method", "common"));
    if (Math.abs(precision) > 400) {
      throw PythonError.limit("a number is rounded to more than 400 digits");
    }
    Object number = Numbers.plain(value);
    if (method.equals("common")) {
      return number instanceof Double real
          ? (Object)
              (Double.isFinite(real)
                  ? new BigDecimal(real).setScale(precision, RoundingMode.HALF_EVEN).doubleValue()
                  : real)
          : roundedInteger(number, precision);
    }
    double factor = StrictMath.pow(10, precision);
    double scaled = Numbers.real(number) * factor;
    return switch (method) {
      case "ceil" -> Math.ceil(scaled) / factor;
      case "floor" -> Math.floor(scaled) / factor;
      default -> throw new PythonError("FilterArgumentError: method must be common, ceil or floor");
    };
  }

  private static Object roundedInteger(Object number, int precision) {
    return precision >= 0
        ? number
        : Numbers.of(
            new BigDecimal(Numbers.integer(number))
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toBigInteger());
  }
}
