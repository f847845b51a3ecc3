package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Elements, lengths, items, slices and attributes of values. */
public final class Items {
  private Items() {}

  /**
   * What going through a value gives.
   *
   * @throws PythonError for one that cannot be gone through
   */
  @SuppressWarnings("unchecked")
  public static List<Object> of(Object value) {
    if (value instanceof List<?> list) {
      return (List<Object>) list;
    }
    if (value instanceof Generated generated) {
      return generated.elements();
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (SafeText.plain(value) instanceof String text) {
      Allowance.elements(text.length());
      List<Object> characters = new ArrayList<>();
      text.codePoints().forEach(c -> characters.add(Character.toString(c)));
      return characters;
    }
    if (value instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return List.of();
    }
    throw PythonError.type("'" + Printing.typeName(value) + "' object is not iterable");
  }

  static boolean canBeGoneThrough(Object value) {
    return value instanceof List
        || value instanceof Generated
        || value instanceof Map
        || value instanceof String
        || value instanceof SafeText
        || value instanceof Undefined;
  }

  public static long length(Object value) {
    if (SafeText.plain(value) instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Undefined undefined) {
      undefined.refuseIfStrict();
      return 0;
    }
    throw PythonError.type("object of type '" + Printing.typeName(value) + "' has no len()");
  }

  /** {@code value.name}: an attribute or method, else an item (Environment.getattr). */
  public static Object attribute(Object value, String name, Access access) {
    Object method = method(value, name, access);
    if (method != null) {
      return method;
    }
    if (value instanceof Map<?, ?> map) {
      Object item = map.get(name);
      return item != null ? item : access.undefined(noAttribute("dict object", name));
    }
    Undefined.refuse(value);
    if (Numbers.isNumber(value) && name.equals("real")) {
      return Numbers.plain(value);
    }
    if (value instanceof Attributes attributes) {
      Object found = attributes.attribute(name);
      if (found != null) {
        return found;
      }
    }
    String what = value == None.NONE ? "None" : Printing.typeName(value) + " object";
    return access.undefined(noAttribute(what, name));
  }

  private static String noAttribute(String what, String name) {
    return "'" + what + "' has no attribute '" + name + "'";
  }

  /** {@code value[key]}: an item, else an attribute of that name (Environment.getitem). */
  public static Object item(Object value, Object key, Access access) {
    Undefined.refuse(value);
    if (key instanceof Undefined undefined) {
      undefined.refuseIfStrict();
    }
    Object plain = SafeText.plain(value);
    Object name = SafeText.plain(key);
    if (plain instanceof Map<?, ?> map && map.get(name) != null) {
      return map.get(name);
    }
    boolean index = Numbers.isNumber(name) && !(name instanceof Double);
    if (index && (plain instanceof List || plain instanceof String)) {
      int length = (int) length(plain);
      int at = Numbers.index(name);
      at += at < 0 ? length : 0;
      if (at < 0 || at >= length) {
        return access.undefined(
            (plain instanceof String ? "str" : Printing.typeName(plain))
                + " object has no element "
                + name);
      }
      return plain instanceof List<?> list ? list.get(at) : character((String) plain, at);
    }
    if (name instanceof String text) {
      if (plain instanceof Map) {
        Object method = method(plain, text, access);
        return method != null ? method : access.undefined(noAttribute("dict object", text));
      }
      return attribute(value, text, access);
    }
    return access.undefined(
        Printing.typeName(value) + " object has no element " + Printing.repr(key));
  }

  private static String character(String text, int at) {
    return Character.toString(text.codePointAt(text.offsetByCodePoints(0, at)));
  }

  private static Object method(Object value, String name, Access access) {
    Object plain = SafeText.plain(value);
    boolean known;
    boolean changes;
    if (plain instanceof String) {
      known = TextMethods.NAMES.contains(name);
      changes = false;
    } else if (plain instanceof List) {
      changes = plain instanceof Tuple ? false : ListMethods.CHANGING.contains(name);
      known = changes || ListMethods.READING.contains(name);
    } else if (plain instanceof Map) {
      changes = DictionaryMethods.CHANGING.contains(name);
      known = changes || DictionaryMethods.READING.contains(name);
    } else {
      return null;
    }
    if (!known) {
      return null;
    }
    if (changes && access.sandboxed()) {
      return (Callable)
          arguments -> {
            throw new PythonError(
                "SecurityError: access to attribute '"
                    + name
                    + "' of '"
                    + Printing.typeName(plain)
                    + "' object is unsafe.");
          };
    }
    return (Callable) arguments -> call(plain, name, arguments);
  }

  /** A method of a text, list or dictionary. */
  @SuppressWarnings("unchecked")
  static Object call(Object value, String name, Arguments arguments) {
    if (value instanceof String text) {
      return TextMethods.call(text, name, arguments);
    }
    return value instanceof List
        ? ListMethods.call((List<Object>) value, name, arguments)
        : DictionaryMethods.call((Map<Object, Object>) value, name, arguments);
  }

  /**
   * {@code value[from:to:step]}.
   *
   * @param from null or None where it is left out, as the others
   */
  public static Object slice(Object value, Object from, Object to, Object step) {
    Undefined.refuse(value);
    int by = isGiven(step) ? Numbers.index(step) : 1;
    if (by == 0) {
      throw PythonError.value("slice step cannot be zero");
    }
    Object plain = SafeText.plain(value);
    if (!(plain instanceof String) && !(plain instanceof List)) {
      throw PythonError.type("'" + Printing.typeName(value) + "' object is not subscriptable");
    }
    int length = (int) length(plain);
    int low = by > 0 ? 0 : -1;
    int high = by > 0 ? length : length - 1;
    int start = isGiven(from) ? bounded(from, length, low, high) : by > 0 ? low : high;
    int end = isGiven(to) ? bounded(to, length, low, high) : by > 0 ? high : low;
    if (plain instanceof String text) {
      return text(text, start, end, by);
    }
    List<?> list = (List<?>) plain;
    List<Object> cut = new ArrayList<>();
    for (long i = start; by > 0 ? i < end : i > end; i += by) {
      cut.add(list.get((int) i));
    }
    return plain instanceof Tuple ? Tuple.copyOf(cut) : cut;
  }

  private static boolean isGiven(Object value) {
    return value != null && value != None.NONE;
  }

  private static int bounded(Object index, int length, int low, int high) {
    int at = Numbers.index(index);
    return Math.max(low, Math.min(high, at < 0 ? at + length : at));
  }

  private static String text(String text, int start, int end, int by) {
    if (by == 1) {
      return start >= end
          ? ""
          : text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }
    int[] characters = text.codePoints().toArray();
    StringBuilder cut = new StringBuilder();
    for (long i = start; by > 0 ? i < end : i > end; i += by) {
      cut.appendCodePoint(characters[(int) i]);
    }
    return cut.toString();
  }
}
