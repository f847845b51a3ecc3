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

  private Figures() {}

  /** A share of 1, in percent, without the sign. */
  public static String share(double value) {
    return Double.isNaN(value) ? UNKNOWN : format("%.1f", 100 * value);
  }

  /** Bounds of a share, in percent; empty where they are not known. */
  public static String shares(Interval interval) {
    return Double.isNaN(interval.lower())
        ? ""
        : "[" + share(interval.lower()) + ", " + share(interval.upper()) + "]";
  }

  /** A difference of shares in points, with its sign. */
  public static String points(double difference) {
    return Double.isNaN(difference) ? UNKNOWN : format("%+.1f", 100 * difference);
  }

  /** Bounds of a difference of shares, in points; empty where they are not known. */
  public static String points(Interval interval) {
    return Double.isNaN(interval.lower())
        ? ""
        : "[" + points(interval.lower()) + ", " + points(interval.upper()) + "]";
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
    return Double.isNaN(value) ? UNKNOWN : value == 0 ? "0" : format("%.3g", value);
  }

  /** With separators between thousands. */
  public static String count(long number) {
    return format("%,d", number);
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
