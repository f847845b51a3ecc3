package dev.assay.eval.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON to the byte as Python's json.dumps(ensure_ascii=False) writes it: what hashes of documents
 * are taken of, and lines that are compared with the reference harness's.
 */
final class PythonJson {
  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private PythonJson(boolean indented) {
    this.indented = indented;
  }

  /** With indent=2. */
  static String indented(JsonNode node) {
    PythonJson json = new PythonJson(true);
    json.write(node, 0);
    return json.out.toString();
  }

  /** On one line. */
  static String line(JsonNode node) {
    PythonJson json = new PythonJson(false);
    json.write(node, 0);
    return json.out.toString();
  }

  private void write(JsonNode node, int depth) {
    if (node.isObject()) {
      List<Runnable> members = new ArrayList<>();
      node.properties()
          .forEach(
              member ->
                  members.add(
                      () -> {
                        write(member.getKey());
                        out.append(": ");
                        write(member.getValue(), depth + 1);
                      }));
      write('{', members, '}', depth);
    } else if (node.isArray()) {
      List<Runnable> elements = new ArrayList<>();
      node.forEach(element -> elements.add(() -> write(element, depth + 1)));
      write('[', elements, ']', depth);
    } else if (node.isTextual()) {
      write(node.textValue());
    } else if (node.isFloatingPointNumber()) {
      out.append(number(node.doubleValue()));
    } else {
      out.append(node.asText());
    }
  }

  private void write(char open, List<Runnable> parts, char close, int depth) {
    out.append(open);
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : indented ? "," : ", ");
      startLine(depth + 1);
      parts.get(i).run();
    }
    if (!parts.isEmpty()) {
      startLine(depth);
    }
    out.append(close);
  }

  private void startLine(int depth) {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void write(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }

  /**
   * Python's repr: the fewest digits that are read as the same number, with an exponent below 1e-4
   * and from 1e16 on. Java's own text has more digits than needed before version 19.
   */
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      return shortest.setScale(Math.max(1, shortest.scale())).toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
