package dev.assay.core.jinja.value;

import java.math.BigInteger;

/** Python's numbers: integers without bound, as long as they stay within reason. */
public final class Numbers {
  /** Bits that an integer may have. */
  private static final int BITS = 1 << 16;

  private Numbers() {}

  static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** A bool as the int that it is; others as they are. */
  static Object plain(Object value) {
    return value instanceof Boolean flag ? (Object) (flag ? 1L : 0L) : value;
  }

  static BigInteger integer(Object value) {
    return value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
  }

  static double real(Object value) {
    return ((Number) value).doubleValue();
  }

  /** As a Long where it is one. */
  public static Object of(BigInteger value) {
    if (value.bitLength() > BITS) {
      throw PythonError.limit("an integer would have more than " + BITS + " bits");
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  /** A number as an index, cut to what texts and lists can have. */
  static int index(Object value) {
    Undefined.refuse(value);
    Object number = plain(value);
    if (number instanceof Long n) {
      return (int) Math.max(Integer.MIN_VALUE / 2, Math.min(Integer.MAX_VALUE / 2, n));
    }
    if (number instanceof BigInteger big) {
      return big.signum() * (Integer.MAX_VALUE / 2);
    }
    throw PythonError.type(
        "'" + Printing.typeName(value) + "' object cannot be interpreted as an integer");
  }

  private static PythonError unsupported(String operator, Object left, Object right) {
    return PythonError.type(
        "unsupported operand type(s) for "
            + operator
            + ": '"
            + Printing.typeName(left)
            + "' and '"
            + Printing.typeName(right)
            + "'");
  }

  private static void requireNumbers(String operator, Object left, Object right) {
    Undefined.refuse(left);
    Undefined.refuse(right);
    if (!isNumber(left) || !isNumber(right)) {
      throw unsupported(operator, left, right);
    }
  }

  private static boolean anyReal(Object left, Object right) {
    return left instanceof Double || right instanceof Double;
  }

  static Object add(Object left, Object right) {
    requireNumbers("+", left, right);
    Object a = plain(left);
    Object b = plain(right);
    if (anyReal(a, b)) {
      return real(a) + real(b);
    }
    if (a instanceof Long x && b instanceof Long y) {
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return sum;
      }
    }
    return of(integer(a).add(integer(b)));
  }

  static Object subtract(Object left, Object right) {
    requireNumbers("-", left, right);
    Object a = plain(left);
    Object b = plain(right);
    return anyReal(a, b) ? (Object) (real(a) - real(b)) : of(integer(a).subtract(integer(b)));
  }

  static Object multiply(Object left, Object right) {
    requireNumbers("*", left, right);
    Object a = plain(left);
    Object b = plain(right);
    if (anyReal(a, b)) {
      return real(a) * real(b);
    }
    return of(integer(a).multiply(integer(b)));
  }

  static Object divide(Object left, Object right) {
    requireNumbers("/", left, right);
    refuseZero(right, "division by zero");
    return real(plain(left)) / real(plain(right));
  }

  private static void refuseZero(Object divisor, String problem) {
    if (real(plain(divisor)) == 0) {
      throw new PythonError("ZeroDivisionError: " + problem);
    }
  }

  static Object floorDivide(Object left, Object right) {
    requireNumbers("//", left, right);
    refuseZero(right, "integer division or modulo by zero");
    Object a = plain(left);
    Object b = plain(right);
    if (anyReal(a, b)) {
      return Math.floor(real(a) / real(b));
    }
    BigInteger[] parts = integer(a).divideAndRemainder(integer(b));
    boolean floors = parts[1].signum() != 0 && parts[1].signum() != integer(b).signum();
    return of(floors ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  static Object modulo(Object left, Object right) {
    requireNumbers("%", left, right);
    refuseZero(right, "integer modulo by zero");
    Object a = plain(left);
    Object b = plain(right);
    if (anyReal(a, b)) {
      double rest = real(a) % real(b);
      return rest != 0 && rest < 0 != real(b) < 0 ? rest + real(b) : rest;
    }
    BigInteger rest = integer(a).remainder(integer(b));
    boolean crosses = rest.signum() != 0 && rest.signum() != integer(b).signum();
    return of(crosses ? rest.add(integer(b)) : rest);
  }

  static Object power(Object left, Object right) {
    requireNumbers("** or pow()", left, right);
    Object a = plain(left);
    Object b = plain(right);
    if (anyReal(a, b) || real(b) < 0) {
      if (real(a) == 0 && real(b) < 0) {
        throw new PythonError("ZeroDivisionError: 0.0 cannot be raised to a negative power");
      }
      return StrictMath.pow(real(a), real(b));
    }
    BigInteger base = integer(a);
    BigInteger exponent = integer(b);
    boolean small = base.bitLength() <= 1;
    if (!small && exponent.multiply(BigInteger.valueOf(base.bitLength())).bitLength() > 31
        || !small && exponent.longValue() * base.bitLength() > BITS) {
      throw PythonError.limit("an integer would have more than " + BITS + " bits");
    }
    if (small) {
      boolean odd = exponent.testBit(0);
      return exponent.signum() == 0 ? (Object) 1L : of(odd ? base : base.multiply(base));
    }
    return of(base.pow(exponent.intValue()));
  }

  public static Object negate(Object value) {
    Object number = operand(value, "-");
    return number instanceof Double real ? (Object) (-real) : of(integer(number).negate());
  }

  public static Object plus(Object value) {
    return operand(value, "+");
  }

  private static Object operand(Object value, String operator) {
    Undefined.refuse(value);
    if (!isNumber(value)) {
      throw PythonError.type(
          "bad operand type for unary " + operator + ": '" + Printing.typeName(value) + "'");
    }
    return plain(value);
  }

  static Object absolute(Object value) {
    Undefined.refuse(value);
    if (!isNumber(value)) {
      throw PythonError.type("bad operand type for abs(): '" + Printing.typeName(value) + "'");
    }
    Object number = plain(value);
    return number instanceof Double real ? (Object) Math.abs(real) : of(integer(number).abs());
  }

  static int compare(Object left, Object right) {
    Object a = plain(left);
    Object b = plain(right);
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    return anyReal(a, b)
        ? Double.compare(real(a) + 0.0, real(b) + 0.0)
        : integer(a).compareTo(integer(b));
  }

  static boolean equal(Object left, Object right) {
    Object a = plain(left);
    Object b = plain(right);
    return anyReal(a, b) ? real(a) == real(b) : compare(a, b) == 0;
  }
}
