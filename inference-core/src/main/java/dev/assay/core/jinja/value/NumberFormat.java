package dev.assay.core.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How a number or text is laid out (Python's format specification).
 *
 * @param align {@code <}, {@code >}, {@code ^}, or {@code =} for fill between sign and digits
 * @param sign {@code -}, {@code +}, or a space
 * @param alternate with a prefix that tells the base
 * @param width the least characters
 * @param grouped with commas between thousands
 */
record NumberFormat(
    char align, char fill, char sign, boolean alternate, int width, boolean grouped) {
  String text(String text) {
    return padded("", text, align == '=' ? '>' : align, align == '=' ? ' ' : fill);
  }

  String integer(BigInteger value, int base, int leastDigits) {
    String digits = value.abs().toString(base);
    if (digits.length() < leastDigits) {
      digits = "0".repeat(leastDigits - digits.length()) + digits;
    }
    String prefix = alternate ? (base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "") : "";
    return padded(
        signed(value.signum() < 0) + prefix, grouped ? groups(digits) : digits, align, fill);
  }

  private String signed(boolean negative) {
    return negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
  }

  String real(double value, char conversion, int precision) {
    boolean negative = value < 0 || value == 0 && 1 / value < 0;
    String digits;
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      digits = Double.isNaN(value) ? "nan" : "inf";
    } else {
      digits =
          digits(new BigDecimal(Math.abs(value)), Character.toLowerCase(conversion), precision);
    }
    String cased =
        Character.isUpperCase(conversion) ? digits.toUpperCase(java.util.Locale.ROOT) : digits;
    return padded(signed(negative), grouped ? groups(cased) : cased, align, fill);
  }

  private static String digits(BigDecimal value, char conversion, int precision) {
    return switch (conversion) {
      case 'f' -> value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
      case '%' ->
          value.movePointRight(2).setScale(precision, RoundingMode.HALF_EVEN).toPlainString() + "%";
      case 'e' -> scientific(value, precision);
      default -> general(value, Math.max(1, precision));
    };
  }

  private static String scientific(BigDecimal value, int precision) {
    BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return mantissa + power(exponent);
  }

  private static String power(int exponent) {
    int size = Math.abs(exponent);
    return "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
  }

  private static String general(BigDecimal value, int precision) {
    BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    BigDecimal bare = value.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    if (exponent < -4 || exponent >= precision) {
      BigDecimal mantissa = bare.movePointLeft(exponent);
      return mantissa.stripTrailingZeros().toPlainString() + power(exponent);
    }
    return bare.toPlainString();
  }

  private static String groups(String digits) {
    int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = end - 3; at > 0; at -= 3) {
      grouped.insert(at, ',');
    }
    return grouped.toString();
  }

  private String padded(String head, String body, char aligned, char with) {
    Allowance.text(width);
    int missing = (int) Math.max(0, width - Items.length(head) - Items.length(body));
    String padding = String.valueOf(with).repeat(missing);
    return switch (aligned) {
      case '<' -> head + body + padding;
      case '=' -> head + padding + body;
      case '^' -> padding.substring(0, missing / 2) + head + body + padding.substring(missing / 2);
      default -> padding + head + body;
    };
  }
}
