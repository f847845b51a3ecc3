package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** Filters of lists, dictionaries and whatever can be gone through. */
final class SequenceFilters {
  static final Map<String, Filters.Filter> ALL = new HashMap<>();

  static {
    ALL.put("join", SequenceFilters::join);
    ALL.put("list", (value, arguments, access) -> new ArrayList<>(Items.of(value)));
    ALL.put("first", (value, arguments, access) -> end(value, "No first item", 0, access));
    ALL.put("last", (value, arguments, access) -> end(value, "No last item", -1, access));
    ALL.put("default", SequenceFilters::otherwise);
    ALL.put("d", SequenceFilters::otherwise);
    ALL.put("map", SequenceFilters::map);
    ALL.put("select", (value, given, access) -> selected(value, given, access, true));
    ALL.put("reject", (value, given, access) -> selected(value, given, access, false));
    ALL.put("selectattr", (value, given, access) -> selectedBy(value, given, access, true));
    ALL.put("rejectattr", (value, given, access) -> selectedBy(value, given, access, false));
    ALL.put("items", (value, arguments, access) -> items(value));
    ALL.put("dictsort", (value, arguments, access) -> sortedItems(value, arguments));
    ALL.put("sort", SequenceFilters::sorted);
    ALL.put("unique", SequenceFilters::unique);
    ALL.put("reverse", (value, arguments, access) -> reversed(value));
    ALL.put("sum", SequenceFilters::sum);
    ALL.put("min", (value, given, access) -> extreme(value, given, access, -1));
    ALL.put("max", (value, given, access) -> extreme(value, given, access, 1));
    ALL.put("batch", (value, arguments, access) -> batches(value, arguments));
    ALL.put("slice", (value, arguments, access) -> slices(value, arguments));
    ALL.put("groupby", SequenceFilters::groups);
    ALL.put(
        "attr",
        (value, given, access) ->
            Items.attribute(value, Printing.str(given.required(0, "name")), access));
  }

  private SequenceFilters() {}

  private static boolean isGiven(Object value) {
    return value != None.NONE;
  }

  private static Object join(Object value, Arguments arguments, Access access) {
    String between = Printing.str(arguments.optional(0, "d", ""));
    Object path = arguments.optional(1, "attribute", None.NONE);
    StringBuilder joined = new StringBuilder();
    boolean first = true;
    for (Object element : Items.of(value)) {
      Object part = isGiven(path) ? Filters.path(element, path, access) : element;
      joined.append(first ? "" : between).append(Printing.str(part));
      Allowance.text(joined.length());
      first = false;
    }
    return joined.toString();
  }

  private static Object end(Object value, String none, int place, Access access) {
    List<Object> elements = Items.of(value);
    return elements.isEmpty()
        ? access.undefined(none + ", sequence was empty.")
        : elements.get(place < 0 ? elements.size() - 1 : place);
  }

  private static Object otherwise(Object value, Arguments arguments, Access access) {
    Object other = arguments.optional(0, "default_value", "");
    boolean falsy = arguments.flag(1, "boolean");
    return value instanceof Undefined || falsy && !Comparing.isTrue(value) ? other : value;
  }

  private static Object map(Object value, Arguments arguments, Access access) {
    List<Object> mapped = new ArrayList<>();
    if (!Comparing.isTrue(value)) {
      return new Generated(mapped);
    }
    Object path = arguments.named().get("attribute");
    for (Object element : Items.of(value)) {
      if (arguments.positional().isEmpty() && path != null) {
        Object part = Filters.path(element, path, access);
        Object other = arguments.named().get("default");
        mapped.add(part instanceof Undefined && other != null ? other : part);
      } else {
        String filter = Printing.str(arguments.required(0, "filter"));
        mapped.add(Filters.apply(filter, element, arguments.after(1), access));
      }
    }
    return new Generated(mapped);
  }

  private static Object selected(Object value, Arguments arguments, Access access, boolean wanted) {
    return chosen(
        value,
        (element, given) ->
            given.positional().isEmpty()
                ? Comparing.isTrue(element)
                : Tests.holds(
                    Printing.str(given.positional().get(0)), element, given.after(1).positional()),
        arguments,
        wanted);
  }

  private static Object selectedBy(
      Object value, Arguments arguments, Access access, boolean wanted) {
    return chosen(
        value,
        (element, given) -> {
          Object part = Filters.path(element, given.required(0, "attribute"), access);
          return given.positional().size() < 2
              ? Comparing.isTrue(part)
              : Tests.holds(
                  Printing.str(given.positional().get(1)), part, given.after(2).positional());
        },
        arguments,
        wanted);
  }

  private static Generated chosen(
      Object value, BiPredicate<Object, Arguments> test, Arguments arguments, boolean wanted) {
    List<Object> chosen = new ArrayList<>();
    if (Comparing.isTrue(value)) {
      for (Object element : Items.of(value)) {
        if (test.test(element, arguments) == wanted) {
          chosen.add(element);
        }
      }
    }
    return new Generated(chosen);
  }

  private static Object items(Object value) {
    if (value instanceof Undefined) {
      return new Generated(List.of());
    }
    if (value instanceof Map<?, ?> map) {
      return new Generated(DictionaryMethods.items(map));
    }
    throw PythonError.type("Can only get item pairs from a mapping.");
  }

  private static Object sortedItems(Object value, Arguments arguments) {
    Undefined.refuse(value);
    if (!(value instanceof Map<?, ?> map)) {
      throw new PythonError(
          "AttributeError: '" + Printing.typeName(value) + "' object has no attribute 'items'");
    }
    boolean cased = arguments.flag(0, "case_sensitive");
    int place = Printing.str(arguments.optional(1, "by", "key")).equals("value") ? 1 : 0;
    List<Object> items = DictionaryMethods.items(map);
    Comparator<Object> order =
        (a, b) -> Comparing.compare(part(a, place, cased), part(b, place, cased));
    items.sort(arguments.flag(2, "reverse") ? order.reversed() : order);
    return items;
  }

  private static Object part(Object item, int place, boolean cased) {
    return folded(((List<?>) item).get(place), cased);
  }

  private static Object folded(Object value, boolean cased) {
    return !cased && value instanceof String text ? text.toLowerCase(Locale.ROOT) : value;
  }

  private static Object sorted(Object value, Arguments arguments, Access access) {
    List<Object> elements = new ArrayList<>(Items.of(value));
    boolean cased = arguments.flag(1, "case_sensitive");
    Object path = arguments.optional(2, "attribute", None.NONE);
    Comparator<Object> order =
        (a, b) -> {
          for (String one : isGiven(path) ? paths(path) : new String[] {null}) {
            Object left = key(a, one, cased, access);
            Object right = key(b, one, cased, access);
            // Equal ones need no order, as within Python's lists.
            if (!Comparing.equal(left, right)) {
              return Comparing.compare(left, right);
            }
          }
          return 0;
        };
    elements.sort(arguments.flag(0, "reverse") ? order.reversed() : order);
    return elements;
  }

  private static String[] paths(Object path) {
    return Printing.str(path).split(",");
  }

  private static Object key(Object element, String path, boolean cased, Access access) {
    return folded(path == null ? element : Filters.path(element, path, access), cased);
  }

  private static Object unique(Object value, Arguments arguments, Access access) {
    boolean cased = arguments.flag(0, "case_sensitive");
    Object path = arguments.optional(1, "attribute", None.NONE);
    List<Object> seen = new ArrayList<>();
    List<Object> unique = new ArrayList<>();
    for (Object element : Items.of(value)) {
      Object key = key(element, isGiven(path) ? Printing.str(path) : null, cased, access);
      requireHash(key);
      if (seen.stream().noneMatch(one -> Comparing.equal(one, key))) {
        seen.add(key);
        unique.add(element);
      }
    }
    return new Generated(unique);
  }

  private static void requireHash(Object key) {
    if (key instanceof List && !(key instanceof Tuple) || key instanceof Map) {
      throw PythonError.type("unhashable type: '" + Printing.typeName(key) + "'");
    }
  }

  private static Object reversed(Object value) {
    if (SafeText.plain(value) instanceof String text) {
      return Items.slice(text, null, null, -1L);
    }
    List<Object> elements = new ArrayList<>(Items.of(value));
    Collections.reverse(elements);
    return new Generated(elements);
  }

  private static Object sum(Object value, Arguments arguments, Access access) {
    Object path = arguments.optional(0, "attribute", None.NONE);
    Object sum = arguments.optional(1, "start", 0L);
    for (Object element : Items.of(value)) {
      sum = Operators.add(sum, isGiven(path) ? Filters.path(element, path, access) : element);
    }
    return sum;
  }

  private static Object extreme(Object value, Arguments arguments, Access access, int sign) {
    boolean cased = arguments.flag(0, "case_sensitive");
    Object path = arguments.optional(1, "attribute", None.NONE);
    Object best = null;
    Object greatest = null;
    for (Object element : Items.of(value)) {
      Object key = key(element, isGiven(path) ? Printing.str(path) : null, cased, access);
      if (best == null || sign * Comparing.compare(key, greatest) > 0) {
        best = element;
        greatest = key;
      }
    }
    return best == null ? access.undefined("No aggregated item, sequence was empty.") : best;
  }

  private static Object batches(Object value, Arguments arguments) {
    int size = Math.max(1, Numbers.index(arguments.required(0, "linecount")));
    Object fill = arguments.optional(1, "fill_with", None.NONE);
    List<Object> batches = new ArrayList<>();
    List<Object> batch = new ArrayList<>();
    for (Object element : Items.of(value)) {
      if (batch.size() == size) {
        batches.add(batch);
        batch = new ArrayList<>();
      }
      batch.add(element);
    }
    if (!batch.isEmpty()) {
      Allowance.elements(isGiven(fill) ? size : 0);
      while (isGiven(fill) && batch.size() < size) {
        batch.add(fill);
      }
      batches.add(batch);
    }
    return new Generated(batches);
  }

  private static Object slices(Object value, Arguments arguments) {
    List<Object> elements = Items.of(value);
    int count = Math.max(1, Numbers.index(arguments.required(0, "slices")));
    Allowance.elements(count);
    Object fill = arguments.optional(1, "fill_with", None.NONE);
    int each = elements.size() / count;
    int longer = elements.size() % count;
    List<Object> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = from + each + (i < longer ? 1 : 0);
      List<Object> slice = new ArrayList<>(elements.subList(from, to));
      if (isGiven(fill) && i >= longer) {
        slice.add(fill);
      }
      slices.add(slice);
      from = to;
    }
    return new Generated(slices);
  }

  private static final List<String> GROUP = List.of("grouper", "list");

  private static Object groups(Object value, Arguments arguments, Access access) {
    Object path = arguments.required(0, "attribute");
    Object other = arguments.optional(1, "default", None.NONE);
    boolean cased = arguments.flag(2, "case_sensitive");
    List<Object> elements = new ArrayList<>(Items.of(value));
    elements.sort(
        (a, b) ->
            Comparing.compare(
                group(a, path, other, cased, access), group(b, path, other, cased, access)));
    List<Object> groups = new ArrayList<>();
    List<Object> members = null;
    Object current = null;
    for (Object element : elements) {
      Object key = group(element, path, other, cased, access);
      if (members == null || !Comparing.equal(key, current)) {
        members = new ArrayList<>();
        groups.add(Tuple.named(GROUP, group(element, path, other, true, access), members));
        current = key;
      }
      members.add(element);
    }
    return groups;
  }

  private static Object group(
      Object element, Object path, Object other, boolean cased, Access access) {
    Object key = Filters.path(element, path, access);
    return folded(key instanceof Undefined && isGiven(other) ? other : key, cased);
  }
}
