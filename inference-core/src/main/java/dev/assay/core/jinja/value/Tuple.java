package dev.assay.core.jinja.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** Python's tuple. */
public final class Tuple extends AbstractList<Object> implements RandomAccess, Attributes {
  private final Object[] elements;
  private final List<String> names;

  private Tuple(Object[] elements, List<String> names) {
    this.elements = elements;
    this.names = names;
  }

  /** One whose elements have names, too (collections.namedtuple). */
  static Tuple named(List<String> names, Object... elements) {
    return new Tuple(elements.clone(), names);
  }

  public static Tuple of(Object... elements) {
    return new Tuple(elements.clone(), List.of());
  }

  public static Tuple copyOf(List<?> elements) {
    return new Tuple(elements.toArray(), List.of());
  }

  @Override
  public Object attribute(String name) {
    int place = names.indexOf(name);
    return place < 0 ? null : elements[place];
  }

  @Override
  public Object get(int index) {
    return elements[index];
  }

  @Override
  public int size() {
    return elements.length;
  }

  @Override
  public Object[] toArray() {
    return Arrays.copyOf(elements, elements.length, Object[].class);
  }
}
