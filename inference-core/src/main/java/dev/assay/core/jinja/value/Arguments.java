package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The arguments of a call. */
public record Arguments(List<Object> positional, Map<String, Object> named) {
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  public static Arguments of(Object... positional) {
    return new Arguments(List.of(positional), Map.of());
  }

  /** By its place, or else its name. */
  Object optional(int place, String name, Object otherwise) {
    if (place < positional.size()) {
      return positional.get(place);
    }
    return named.getOrDefault(name, otherwise);
  }

  /**
   * @throws PythonError if it is not given
   */
  public Object required(int place, String name) {
    Object value = optional(place, name, null);
    if (value == null) {
      throw PythonError.type("missing a required argument: '" + name + "'");
    }
    return value;
  }

  String text(int place, String name) {
    return text(required(place, name));
  }

  static String text(Object value) {
    Object plain = SafeText.plain(value);
    if (plain instanceof String text) {
      return text;
    }
    Undefined.refuse(plain);
    throw PythonError.type("must be str, not " + Printing.typeName(plain));
  }

  int number(int place, String name, int otherwise) {
    Object value = optional(place, name, null);
    return value == null ? otherwise : Numbers.index(value);
  }

  boolean flag(int place, String name) {
    Object value = optional(place, name, null);
    return value != null && Comparing.isTrue(value);
  }

  /** Without the first positional ones. */
  Arguments after(int count) {
    return new Arguments(positional.subList(count, positional.size()), named);
  }

  /** With another first positional one. */
  Arguments before(Object first) {
    List<Object> all = new ArrayList<>();
    all.add(first);
    all.addAll(positional);
    return new Arguments(all, named);
  }
}
