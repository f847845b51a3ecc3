package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Methods of Python's dictionaries. */
final class DictionaryMethods {
  static final Set<String> READING = Set.of("get", "items", "keys", "values", "copy");
  static final Set<String> CHANGING = Set.of("update", "pop", "setdefault", "popitem", "clear");

  private DictionaryMethods() {}

  static Object call(Map<Object, Object> map, String name, Arguments arguments) {
    switch (name) {
      case "get":
        Object value = map.get(arguments.required(0, "key"));
        return value != null ? value : arguments.optional(1, "default", None.NONE);
      case "items":
        return items(map);
      case "keys":
        return new ArrayList<>(map.keySet());
      case "values":
        return new ArrayList<>(map.values());
      case "copy":
        return new LinkedHashMap<>(map);
      case "update":
        update(map, arguments);
        return None.NONE;
      case "pop":
        Object removed = map.remove(arguments.required(0, "key"));
        return removed != null ? removed : otherwise(arguments);
      case "setdefault":
        Object key = arguments.required(0, "key");
        map.putIfAbsent(key, arguments.optional(1, "default", None.NONE));
        return map.get(key);
      case "popitem":
        return popItem(map);
      default:
        map.clear();
        return None.NONE;
    }
  }

  static List<Object> items(Map<?, ?> map) {
    List<Object> items = new ArrayList<>();
    map.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }

  private static void update(Map<Object, Object> map, Arguments arguments) {
    if (!arguments.positional().isEmpty()) {
      map.putAll(Functions.dictionary(new Arguments(arguments.positional(), Map.of())));
    }
    map.putAll(arguments.named());
    Allowance.elements(map.size());
  }

  private static Object otherwise(Arguments arguments) {
    if (arguments.positional().size() > 1) {
      return arguments.positional().get(1);
    }
    throw new PythonError("KeyError: " + Printing.repr(arguments.positional().get(0)));
  }

  private static Object popItem(Map<Object, Object> map) {
    if (map.isEmpty()) {
      throw new PythonError("KeyError: 'popitem(): dictionary is empty'");
    }
    Object last = null;
    for (Object key : map.keySet()) {
      last = key;
    }
    return Tuple.of(last, map.remove(last));
  }
}
