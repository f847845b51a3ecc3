package dev.assay.core.jinja.value;

import java.util.List;
import java.util.Map;

/** Truth, equality, order and membership. */
public final class Comparing {
  private Comparing() {}

  public static boolean isTrue(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    if (value instanceof Number) {
      return !Numbers.equal(value, 0L);
    }
    if (value instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return false;
    }
    return value instanceof SafeText safe ? !safe.text().isEmpty() : value != None.NONE;
  }

  public static boolean equal(Object left, Object right) {
    return equal(SafeText.plain(left), SafeText.plain(right), 0);
  }

  private static boolean equal(Object a, Object b, int depth) {
    Allowance.comparison();
    if (depth > 100) {
      throw PythonError.limit("values that are compared are nested more than 100 deep");
    }
    if (a instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return b instanceof Undefined;
    }
    if (b instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return false;
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.equal(a, b);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      boolean same = a instanceof Tuple == b instanceof Tuple && x.size() == y.size();
      for (int i = 0; same && i < x.size(); i++) {
        same = equal(x.get(i), y.get(i), depth + 1);
      }
      return same;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (Map.Entry<?, ?> entry : x.entrySet()) {
        if (!y.containsKey(entry.getKey())
            || !equal(entry.getValue(), y.get(entry.getKey()), depth + 1)) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }

  /**
   * As {@code <} tells.
   *
   * @throws PythonError for values without an order
   */
  public static int compare(Object left, Object right) {
    Object a = SafeText.plain(left);
    Object b = SafeText.plain(right);
    Undefined.refuse(a);
    Undefined.refuse(b);
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return Numbers.compare(a, b);
    }
    if (a instanceof String x && b instanceof String y) {
      return texts(x, y);
    }
    if (a instanceof List<?> x
        && b instanceof List<?> y
        && a instanceof Tuple == b instanceof Tuple) {
      for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return compare(x.get(i), y.get(i));
        }
      }
      return x.size() - y.size();
    }
    throw PythonError.type(
        "'<' not supported between instances of '"
            + Printing.typeName(a)
            + "' and '"
            + Printing.typeName(b)
            + "'");
  }

  /** By code points. */
  static int texts(String a, String b) {
    for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean surrogate = Character.isSurrogate(x);
        return surrogate == Character.isSurrogate(y) ? x - y : surrogate ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  public static boolean contains(Object container, Object element) {
    Object in = SafeText.plain(container);
    Object sought = SafeText.plain(element);
    if (in instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return false;
    }
    if (in instanceof String text) {
      if (sought instanceof String part) {
        Allowance.search(text, part);
        return text.contains(part);
      }
      Undefined.refuse(sought);
      throw PythonError.type(
          "'in <string>' requires string as left operand, not " + Printing.typeName(sought));
    }
    if (sought instanceof Undefined undefined) {
      undefined.refuseIfStrict();
    }
    if (in instanceof Map<?, ?> map) {
      return map.containsKey(sought);
    }
    if (in instanceof List || in instanceof Generated) {
      return Items.of(in).stream().anyMatch(one -> equal(one, sought));
    }
    throw PythonError.type("argument of type '" + Printing.typeName(in) + "' is not iterable");
  }
}
