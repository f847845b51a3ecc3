package dev.assay.eval.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a normalised answer says: a number, several parts, or only a text. */
sealed interface AnswerValue {
  /** Longer texts are compared as texts: no answer is so long. */
  int LONGEST = 1000;

  int DEEPEST = 8;

  Pattern NUMBER = Pattern.compile("([+-]?)([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)");
  Pattern FRACTION = Pattern.compile("([+-]?)\\\\[dt]?frac\\{([^{}]*)\\}\\{([^{}]*)\\}");
  Pattern QUOTIENT = Pattern.compile("([^/]+)/([^/]+)");

  /** A rational number, in lowest terms with a denominator above 0. */
  record Rational(BigInteger numerator, BigInteger denominator) implements AnswerValue {
    static Rational of(BigInteger numerator, BigInteger denominator) {
      BigInteger common = numerator.gcd(denominator);
      common = denominator.signum() < 0 ? common.negate() : common;
      return new Rational(numerator.divide(common), denominator.divide(common));
    }

    Rational negated(boolean negated) {
      return negated ? new Rational(numerator.negate(), denominator) : this;
    }

    Rational over(Rational other) {
      return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }
  }

  /**
   * Parts that are compared one by one.
   *
   * @param form what is around and between them, e.g. {@code (,]}
   * @param ordered the first is compared with the first; else any with any
   */
  record Parts(String form, boolean ordered, List<AnswerValue> parts) implements AnswerValue {
    public Parts {
      parts = List.copyOf(parts);
    }
  }

  /** Anything else. */
  record Text(String text) implements AnswerValue {}

  static AnswerValue of(String normalized) {
    String text = normalized.replace("\\left", "").replace("\\right", "").replace("dfrac", "frac");
    return of(text.replace("tfrac", "frac"), 0);
  }

  private static AnswerValue of(String text, int depth) {
    if (text.length() > LONGEST || depth > DEEPEST) {
      return new Text(text);
    }
    List<String> united = split(text, "\\cup");
    if (united.size() > 1) {
      return new Parts("\\cup", false, parts(united, depth));
    }
    Rational number = number(text);
    if (number != null) {
      return number;
    }
    int braced = text.startsWith("\\{") && text.endsWith("\\}") ? 2 : 0;
    boolean bracketed = text.matches("(?s)[(\\[].*[)\\]]");
    int bracket = bracketed ? 1 : braced;
    String inner = text.substring(bracket, Math.max(bracket, text.length() - bracket));
    List<String> listed = split(inner, ",");
    if (listed.size() > 1) {
      String form = text.substring(0, bracket) + "," + text.substring(text.length() - bracket);
      return new Parts(form, braced == 0, parts(listed, depth));
    }
    return new Text(text);
  }

  private static List<AnswerValue> parts(List<String> texts, int depth) {
    return texts.stream().map(text -> of(text, depth + 1)).toList();
  }

  /** At separators outside of all brackets; one part where brackets do not fit. */
  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int open = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (open == 0 && text.startsWith(separator, i)) {
        parts.add(text.substring(from, i));
        i += separator.length() - 1;
        from = i + 1;
      } else {
        open += "([{".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        open -= ")]}".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        if (open < 0) {
          return List.of(text);
        }
      }
    }
    parts.add(text.substring(from));
    return open == 0 ? parts : List.of(text);
  }

  /** Null where the text is none. */
  private static Rational number(String text) {
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      BigDecimal decimal = new BigDecimal(number.group(2));
      return Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
          .negated(number.group(1).equals("-"));
    }
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.matches()) {
      Rational quotient = quotient(fraction.group(2), fraction.group(3));
      return quotient == null ? null : quotient.negated(fraction.group(1).equals("-"));
    }
    Matcher quotient = QUOTIENT.matcher(text);
    return quotient.matches() ? quotient(quotient.group(1), quotient.group(2)) : null;
  }

  private static Rational quotient(String numerator, String denominator) {
    Matcher above = NUMBER.matcher(numerator);
    Matcher below = NUMBER.matcher(denominator);
    if (!above.matches() || !below.matches()) {
      return null;
    }
    Rational divisor = number(denominator);
    return divisor.numerator().signum() == 0 ? null : number(numerator).over(divisor);
  }

  default AnswerEquality compare(AnswerValue other) {
    if (this instanceof Rational && other instanceof Rational) {
      return new AnswerEquality(equals(other), false);
    }
    if (this instanceof Parts these
        && other instanceof Parts those
        && these.form().equals(those.form())
        && these.parts().size() == those.parts().size()) {
      return these.ordered() ? inOrder(these, those) : inAnyOrder(these, those);
    }
    return new AnswerEquality(equals(other), true);
  }

  private static AnswerEquality inOrder(Parts these, Parts those) {
    boolean equal = true;
    boolean byText = true;
    for (int i = 0; i < these.parts().size(); i++) {
      AnswerEquality part = these.parts().get(i).compare(those.parts().get(i));
      equal &= part.equal();
      byText &= part.decidedByText();
    }
    return new AnswerEquality(equal, byText);
  }

  private static AnswerEquality inAnyOrder(Parts these, Parts those) {
    List<AnswerValue> left = new ArrayList<>(those.parts());
    boolean byText = true;
    for (AnswerValue part : these.parts()) {
      int found = -1;
      for (int i = 0; i < left.size() && found < 0; i++) {
        AnswerEquality one = part.compare(left.get(i));
        byText &= one.decidedByText();
        found = one.equal() ? i : -1;
      }
      if (found < 0) {
        return new AnswerEquality(false, byText);
      }
      left.remove(found);
    }
    return new AnswerEquality(true, byText);
  }
}
