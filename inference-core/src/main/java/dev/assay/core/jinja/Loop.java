package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Access;
import dev.assay.core.jinja.value.Arguments;
import dev.assay.core.jinja.value.Attributes;
import dev.assay.core.jinja.value.Callable;
import dev.assay.core.jinja.value.Comparing;
import dev.assay.core.jinja.value.PythonError;
import java.util.List;
import java.util.function.UnaryOperator;

/** The variable {@code loop} (jinja2/runtime.py, LoopContext). */
final class Loop implements Attributes, Callable {
  private final List<Object> elements;
  private final int depth;
  private final UnaryOperator<Object> recursion;
  private final Access access;
  private int index = -1;
  private List<Object> latest;

  /**
   * @param depth of recursion, from 0
   * @param recursion what a call of it gives; null unless the loop is recursive
   */
  Loop(List<Object> elements, int depth, UnaryOperator<Object> recursion, Access access) {
    this.elements = elements;
    this.depth = depth;
    this.recursion = recursion;
    this.access = access;
  }

  void advance() {
    index++;
  }

  @Override
  public Object attribute(String name) {
    int size = elements.size();
    return switch (name) {
      case "index" -> index + 1L;
      case "index0" -> (long) index;
      case "revindex" -> (long) size - index;
      case "revindex0" -> size - index - 1L;
      case "first" -> index == 0;
      case "last" -> index == size - 1;
      case "length" -> (long) size;
      case "depth" -> depth + 1L;
      case "depth0" -> (long) depth;
      case "previtem" ->
          index > 0 ? elements.get(index - 1) : access.undefined("there is no previous item");
      case "nextitem" ->
          index + 1 < size ? elements.get(index + 1) : access.undefined("there is no next item");
      case "cycle" -> (Callable) this::cycle;
      case "changed" -> (Callable) this::changed;
      default -> null;
    };
  }

  private Object cycle(Arguments arguments) {
    List<Object> values = arguments.positional();
    if (values.isEmpty()) {
      throw PythonError.type("no items for cycling given");
    }
    return values.get(index % values.size());
  }

  private Object changed(Arguments arguments) {
    List<Object> values = List.copyOf(arguments.positional());
    boolean changed = latest == null || !Comparing.equal(latest, values);
    latest = values;
    return changed;
  }

  @Override
  public Object call(Arguments arguments) {
    if (recursion == null) {
      throw PythonError.type("The loop must have the 'recursive' marker to be called recursively.");
    }
    return recursion.apply(arguments.required(0, "iterable"));
  }
}
