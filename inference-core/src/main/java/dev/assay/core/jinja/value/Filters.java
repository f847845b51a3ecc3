package dev.assay.core.jinja.value;

import java.util.Map;
import java.util.Optional;

/** Jinja's filters, by name (jinja2/filters.py). */
public final class Filters {
  /** A filter of one kind of values. */
  @FunctionalInterface
  interface Filter {
    Object apply(Object value, Arguments arguments, Access access);
  }

  private Filters() {}

  private static final Map<String, Filter> ALL = all();

  private static Map<String, Filter> all() {
    java.util.HashMap<String, Filter> all = new java.util.HashMap<>();
    all.putAll(TextFilters.ALL);
    all.putAll(NumberFilters.ALL);
    all.putAll(SequenceFilters.ALL);
    return Map.copyOf(all);
  }

  public static boolean exists(String name, Access access) {
    return find(name, access).isPresent();
  }

  private static Optional<Filter> find(String name, Access access) {
    // The harness's own, which chat templates do not have.
    return name.equals("regex_replace") && access.sandboxed()
        ? Optional.empty()
        : Optional.ofNullable(ALL.get(name));
  }

  public static Object apply(String name, Object value, Arguments arguments, Access access) {
    Object made =
        find(name, access)
            .orElseThrow(
                () -> new PythonError("TemplateRuntimeError: No filter named '" + name + "'."))
            .apply(value, arguments, access);
    // Escapes make a text longer: of many filters each doubles it.
    if (SafeText.plain(made) instanceof String text) {
      Allowance.text(text.length());
    }
    return made;
  }

  /** An attribute path, {@code a.b.0}, or an index. */
  static Object path(Object value, Object path, Access access) {
    if (Numbers.isNumber(path)) {
      return Items.item(value, path, access);
    }
    Object at = value;
    for (String part : Printing.str(path).split("\\.", -1)) {
      at = Items.item(at, part.matches("\\d{1,9}") ? (Object) Long.valueOf(part) : part, access);
    }
    return at;
  }
}
