package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/** Python's binary operators. */
public enum Operators {
  ADD("+", Operators::add),
  SUBTRACT("-", Numbers::subtract),
  MULTIPLY("*", Operators::multiply),
  DIVIDE("/", Numbers::divide),
  FLOOR_DIVIDE("//", Numbers::floorDivide),
  MODULO("%", Operators::modulo),
  POWER("**", Numbers::power);

  private final String sign;
  private final BinaryOperator<Object> operation;

  Operators(String sign, BinaryOperator<Object> operation) {
    this.sign = sign;
    this.operation = operation;
  }

  public String sign() {
    return sign;
  }

  public Object apply(Object left, Object right) {
    return operation.apply(left, right);
  }

  static Object add(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      Allowance.text((long) a.length() + b.length());
      return a.concat(b);
    }
    if (isText(left) && isText(right)) {
      return new SafeText(safe(left) + safe(right));
    }
    if (left instanceof List<?> a
        && right instanceof List<?> b
        && left instanceof Tuple == right instanceof Tuple) {
      Allowance.elements((long) a.size() + b.size());
      List<Object> sum = new ArrayList<>(a);
      sum.addAll(b);
      return left instanceof Tuple ? Tuple.copyOf(sum) : sum;
    }
    if (isText(left) && !(right instanceof Undefined)) {
      throw PythonError.type(
          "can only concatenate str (not \"" + Printing.typeName(right) + "\") to str");
    }
    return Numbers.add(left, right);
  }

  private static boolean isText(Object value) {
    return value instanceof String || value instanceof SafeText;
  }

  private static String safe(Object text) {
    return text instanceof SafeText known ? known.text() : SafeText.escaped((String) text);
  }

  private static Object multiply(Object left, Object right) {
    if (Numbers.isNumber(left) && (isText(right) || right instanceof List)) {
      return multiply(right, left);
    }
    if (right instanceof Double || !Numbers.isNumber(right)) {
      return Numbers.multiply(left, right);
    }
    if (isText(left)) {
      String text = Printing.str(left);
      int times = Math.max(0, Numbers.index(right));
      Allowance.text((long) text.length() * times);
      return left instanceof SafeText ? new SafeText(text.repeat(times)) : text.repeat(times);
    }
    if (left instanceof List<?> list) {
      int times = Math.max(0, Numbers.index(right));
      Allowance.elements((long) list.size() * times);
      List<Object> repeated = new ArrayList<>();
      Collections.nCopies(times, list).forEach(repeated::addAll);
      return left instanceof Tuple ? Tuple.copyOf(repeated) : repeated;
    }
    return Numbers.multiply(left, right);
  }

  private static Object modulo(Object left, Object right) {
    return isText(left)
        ? PercentFormat.format(Printing.str(left), right)
        : Numbers.modulo(left, right);
  }
}
