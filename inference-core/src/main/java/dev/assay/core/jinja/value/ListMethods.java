package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Methods of Python's lists, and of its tuples those that read. */
final class ListMethods {
  static final Set<String> READING = Set.of("index", "count", "copy");
  static final Set<String> CHANGING =
      Set.of("append", "extend", "insert", "pop", "remove", "reverse", "sort", "clear");

  private ListMethods() {}

  static Object call(List<Object> list, String name, Arguments arguments) {
    switch (name) {
      case "index":
        return index(list, arguments.required(0, "value"));
      case "count":
        return list.stream()
            .filter(one -> Comparing.equal(one, arguments.required(0, "value")))
            .count();
      case "copy":
        return new ArrayList<>(list);
      case "append":
        Allowance.elements(list.size() + 1L);
        list.add(arguments.required(0, "object"));
        return None.NONE;
      case "extend":
        List<Object> more = new ArrayList<>(Items.of(arguments.required(0, "iterable")));
        Allowance.elements((long) list.size() + more.size());
        list.addAll(more);
        return None.NONE;
      case "insert":
        Allowance.elements(list.size() + 1L);
        list.add(place(list, arguments.number(0, "index", 0)), arguments.required(1, "object"));
        return None.NONE;
      case "pop":
        return pop(list, arguments.number(0, "index", -1));
      case "remove":
        list.remove((int) (long) index(list, arguments.required(0, "value")));
        return None.NONE;
      case "reverse":
        Collections.reverse(list);
        return None.NONE;
      case "sort":
        list.sort(Comparing::compare);
        return None.NONE;
      default:
        list.clear();
        return None.NONE;
    }
  }

  private static Long index(List<Object> list, Object sought) {
    for (int i = 0; i < list.size(); i++) {
      if (Comparing.equal(list.get(i), sought)) {
        return (long) i;
      }
    }
    throw PythonError.value(Printing.repr(sought) + " is not in list");
  }

  private static int place(List<Object> list, int index) {
    return Math.max(0, Math.min(list.size(), index < 0 ? index + list.size() : index));
  }

  private static Object pop(List<Object> list, int index) {
    int at = index < 0 ? index + list.size() : index;
    if (at < 0 || at >= list.size()) {
      throw new PythonError("IndexError: pop index out of range");
    }
    return list.remove(at);
  }
}
