package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Items;
import dev.assay.core.jinja.value.PythonError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names and their values, within an outer scope. */
final class Scope {
  private final Scope outer;
  private final Rendering rendering;
  private final Map<String, Object> values = new HashMap<>();

  private Scope(Scope outer, Rendering rendering) {
    this.outer = outer;
    this.rendering = rendering;
  }

  static Scope outermost(Rendering rendering, Map<String, ?> values) {
    Scope scope = new Scope(null, rendering);
    scope.values.putAll(values);
    return scope;
  }

  Scope inner() {
    return new Scope(this, rendering);
  }

  Rendering rendering() {
    return rendering;
  }

  /** Null where there is none of the name. */
  Object find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Object value = scope.values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void set(String name, Object value) {
    values.put(name, value);
  }

  /** To one name a value, to several its elements. */
  void assign(List<String> names, boolean unpacks, Object value) {
    if (!unpacks) {
      set(names.get(0), value);
      return;
    }
    List<Object> elements = Items.of(value);
    if (elements.size() != names.size()) {
      throw new PythonError(
          "ValueError: "
              + (elements.size() > names.size() ? "too many" : "not enough")
              + " values to unpack (expected "
              + names.size()
              + ", got "
              + elements.size()
              + ")");
    }
    for (int i = 0; i < names.size(); i++) {
      set(names.get(i), elements.get(i));
    }
  }
}
