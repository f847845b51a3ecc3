package dev.assay.core.jinja.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Python's json.dumps. */
final class JsonPrinting {
  private static final int NESTED = 100;

  private final StringBuilder out = new StringBuilder();
  private final String indent;
  private final String itemSeparator;
  private final String keySeparator;
  private final boolean sorted;
  private final boolean ascii;

  /**
   * @param indent null for one line
   */
  JsonPrinting(
      String indent, String itemSeparator, String keySeparator, boolean sorted, boolean ascii) {
    this.indent = indent;
    this.itemSeparator = itemSeparator;
    this.keySeparator = keySeparator;
    this.sorted = sorted;
    this.ascii = ascii;
  }

  String print(Object value) {
    write(value, 0);
    Allowance.text(out.length());
    return out.toString();
  }

  private void write(Object value, int depth) {
    if (depth > NESTED) {
      throw PythonError.value("Circular reference detected");
    }
    if (value == None.NONE) {
      out.append("null");
    } else if (SafeText.plain(value) instanceof String text) {
      quote(text);
    } else if (value instanceof Boolean || value instanceof Number && !(value instanceof Double)) {
      out.append(value);
    } else if (value instanceof Double real) {
      out.append(
          Double.isNaN(real)
              ? "NaN"
              : Double.isInfinite(real)
                  ? (real > 0 ? "Infinity" : "-Infinity")
                  : Printing.real(real));
    } else if (value instanceof List<?> list) {
      List<Runnable> elements = new ArrayList<>();
      list.forEach(element -> elements.add(() -> write(element, depth + 1)));
      write('[', elements, ']', depth);
    } else if (value instanceof Map<?, ?> map) {
      List<Runnable> members = new ArrayList<>();
      ordered(map)
          .forEach(
              (key, element) ->
                  members.add(
                      () -> {
                        quote(key(key));
                        out.append(keySeparator);
                        write(element, depth + 1);
                      }));
      write('{', members, '}', depth);
    } else {
      throw PythonError.type(
          "Object of type " + Printing.typeName(value) + " is not JSON serializable");
    }
  }

  private Map<?, ?> ordered(Map<?, ?> map) {
    if (!sorted) {
      return map;
    }
    List<Object> keys = new ArrayList<>(map.keySet());
    keys.sort(Comparing::compare);
    Map<Object, Object> ordered = new LinkedHashMap<>();
    keys.forEach(key -> ordered.put(key, map.get(key)));
    return ordered;
  }

  private static String key(Object key) {
    if (key instanceof String text) {
      return text;
    }
    return key == None.NONE ? "null" : key instanceof Boolean ? key.toString() : Printing.repr(key);
  }

  private void write(char open, List<Runnable> parts, char close, int depth) {
    out.append(open);
    for (int i = 0; i < parts.size(); i++) {
      Allowance.growing(out.length());
      out.append(i == 0 ? "" : itemSeparator);
      line(depth + 1);
      parts.get(i).run();
    }
    if (!parts.isEmpty()) {
      line(depth);
    }
    out.append(close);
  }

  private void line(int depth) {
    if (indent != null) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      // A text of backslashes doubles with every printing.
      Allowance.growing(out.length());
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || ascii && c > 0x7e) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
