package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jinja's global functions (jinja2/defaults.py). */
public final class Functions {
  /** Elements that a range may have (jinja2/sandbox.py, MAX_RANGE). */
  private static final int RANGE = 100_000;

  public static final Map<String, Callable> ALL =
      Map.of(
          "range", Functions::range,
          "dict", Functions::dictionary,
          "namespace", Functions::namespace,
          "joiner", Functions::joiner,
          "cycler", Functions::cycler);

  private Functions() {}

  private static Object range(Arguments arguments) {
    List<Object> given = arguments.positional();
    if (given.isEmpty() || given.size() > 3) {
      throw PythonError.type("range expected 1 to 3 arguments, got " + given.size());
    }
    long first = given.size() > 1 ? whole(given.get(0)) : 0;
    long end = whole(given.get(given.size() > 1 ? 1 : 0));
    long step = given.size() > 2 ? whole(given.get(2)) : 1;
    if (step == 0) {
      throw PythonError.value("range() arg 3 must not be zero");
    }
    List<Object> range = new ArrayList<>();
    for (long i = first; step > 0 ? i < end : i > end; i += step) {
      if (range.size() >= RANGE) {
        throw new PythonError(
            "OverflowError: Range too big. The sandbox blocks ranges larger than " + RANGE);
      }
      range.add(i);
    }
    Allowance.elements(range.size());
    return range;
  }

  private static long whole(Object value) {
    Undefined.refuse(value);
    Object number = Numbers.plain(value);
    if (number instanceof Long whole) {
      return whole;
    }
    throw PythonError.type(
        "'" + Printing.typeName(value) + "' object cannot be interpreted as an integer");
  }

  static Map<Object, Object> dictionary(Arguments arguments) {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    for (Object given : arguments.positional()) {
      if (given instanceof Map<?, ?> map) {
        dictionary.putAll(map);
      } else {
        for (Object element : Items.of(given)) {
          List<Object> pair = Items.of(element);
          if (pair.size() != 2) {
            throw PythonError.value("dictionary update sequence element has length " + pair.size());
          }
          dictionary.put(pair.get(0), pair.get(1));
        }
      }
    }
    dictionary.putAll(arguments.named());
    return dictionary;
  }

  private static Object namespace(Arguments arguments) {
    Namespace namespace = new Namespace();
    dictionary(arguments).forEach((name, value) -> namespace.set(Printing.str(name), value));
    return namespace;
  }

  private static Object joiner(Arguments arguments) {
    String separator = Printing.str(arguments.optional(0, "sep", ", "));
    boolean[] used = {false};
    return (Callable)
        call -> {
          String text = used[0] ? separator : "";
          used[0] = true;
          return text;
        };
  }

  private static Object cycler(Arguments arguments) {
    List<Object> items = arguments.positional();
    if (items.isEmpty()) {
      throw PythonError.type("at least one item has to be provided");
    }
    int[] place = {0};
    Callable next =
        call -> {
          Object item = items.get(place[0]);
          place[0] = (place[0] + 1) % items.size();
          return item;
        };
    Callable reset =
        call -> {
          place[0] = 0;
          return None.NONE;
        };
    return (Attributes)
        name ->
            switch (name) {
              case "next" -> next;
              case "reset" -> reset;
              case "current" -> items.get(place[0]);
              default -> null;
            };
  }
}
