package dev.assay.eval.page;

import dev.assay.eval.statistic.Interval;
import java.util.Locale;

/**
 * Numbers as pages print them: shares in percent with one decimal, and a minus, not a hyphen. What
 * is not known is {@value #UNKNOWN}.
 */
public final class Figures {
  public static final String UNKNOWN = "–";

  private static final double LEAST_P = 0.001;
  private static final double LEAST_DECIMAL = 1e-5;
  private static final double HUNDREDTH = 0.01;
  private static final double TEN = 10;
  private static final int THREE = 3;

  private Figures() {}

  /** A share of 1, in percent, without the sign. */
  public static String share(double value) {
    return decimal(100 * value, 1);
  }

  /** Bounds of a share, in percent; empty where they are not known. */
  public static String shares(Interval interval) {
    return Double.isNaN(interval.lower())
        ? ""
        : "[" + share(interval.lower()) + ", " + share(interval.upper()) + "]";
  }

  /** A difference of shares in points, with its sign. */
  public static String points(double difference) {
    return signed(100 * difference, 1);
  }

  /** Bounds of a difference of shares, in points; empty where they are not known. */
  public static String points(Interval interval) {
    return Double.isNaN(interval.lower())
        ? ""
        : "[" + points(interval.lower()) + ", " + points(interval.upper()) + "]";
  }

  /** A difference with so many decimals, and its sign. */
  public static String signed(double difference, int decimals) {
    return Double.isNaN(difference) ? UNKNOWN : format("%+." + decimals + "f", difference);
  }

  /** A value with so many decimals. */
  public static String decimal(double value, int decimals) {
    return Double.isNaN(value) ? UNKNOWN : format("%." + decimals + "f", value);
  }

  /** Bounds with so many decimals; empty where they are not known. */
  public static String decimals(Interval interval, int decimals) {
    return Double.isNaN(interval.lower())
        ? ""
        : "["
            + decimal(interval.lower(), decimals)
            + ", "
            + decimal(interval.upper(), decimals)
            + "]";
  }

  /** A value of which nothing is known beforehand, with three digits that count. */
  public static String number(double value) {
    return number(value, THREE);
  }

  /** The same with so many digits that count. */
  public static String number(double value, int digits) {
    return Double.isNaN(value) ? UNKNOWN : value == 0 ? "0" : format("%." + digits + "g", value);
  }

  /** A difference of such values, with its sign. */
  static String signedNumber(double value, int digits) {
    return Double.isNaN(value) ? UNKNOWN : value == 0 ? "0" : format("%+." + digits + "g", value);
  }

  /** With separators between thousands. */
  public static String count(long number) {
    return format("%,d", number);
  }

  /** Without decimals from 10 on, with separators between thousands; else with two or fewer. */
  public static String round(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    return value == Math.rint(value) || Math.abs(value) >= TEN
        ? format("%,.0f", value)
        : format("%.2f", value);
  }

  /** Which way a metric is better. */
  public static String arrow(boolean higherIsBetter) {
    return higherIsBetter ? "↑" : "↓";
  }

  /** Three decimals, more of what is below 0.01: where a small one is what counts. */
  public static String exactProbability(double p) {
    if (Double.isNaN(p)) {
      return UNKNOWN;
    }
    return format(p < LEAST_DECIMAL ? "%.1e" : p < HUNDREDTH ? "%.5f" : "%.3f", p);
  }

  /** Three decimals, or that it is below 0.001. */
  public static String probability(double p) {
    return Double.isNaN(p) ? UNKNOWN : p < LEAST_P ? "<0.001" : format("%.3f", p);
  }

  private static String format(String form, Object value) {
    String text = String.format(Locale.ROOT, form, value);
    String unsigned = text.replaceFirst("^[-+]", "");
    // What rounds to zero has no sign.
    return unsigned.chars().noneMatch(digit -> digit >= '1' && digit <= '9')
            && !unsigned.contains("e")
        ? unsigned
        : text.startsWith("-") ? "−" + unsigned : text;
  }
}
