package dev.assay.eval.registry;

import java.util.ArrayList;
import java.util.List;

/** Reads the name of a type: {@code array<struct<label:string,text:string>>}. */
final class ColumnTypeReader {
  private final String text;
  private int at;

  private ColumnTypeReader(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if the text names no type
   */
  static ColumnType type(String text) {
    ColumnTypeReader reader = new ColumnTypeReader(text);
    ColumnType type = reader.type();
    if (reader.at != text.length()) {
      throw reader.unknown();
    }
    return type;
  }

  private ColumnType type() {
    String name = word();
    return switch (name) {
      case "string" -> new ColumnType.Text();
      case "bigint" -> new ColumnType.WholeNumber();
      case "double" -> new ColumnType.FloatingPoint();
      case "boolean" -> new ColumnType.Truth();
      case "json" -> new ColumnType.Json();
      case "array" -> {
        expect('<');
        ColumnType element = type();
        expect('>');
        yield new ColumnType.Sequence(element);
      }
      case "struct" -> new ColumnType.Structure(fields());
      default -> throw unknown();
    };
  }

  private List<Column> fields() {
    List<Column> fields = new ArrayList<>();
    expect('<');
    do {
      String name = word();
      expect(':');
      fields.add(new Column(name, type()));
    } while (take(','));
    expect('>');
    return fields;
  }

  private String word() {
    int from = at;
    while (at < text.length() && "<>,:".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at).strip();
  }

  private boolean take(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw unknown();
    }
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no type: string, bigint, double, boolean, json, array<…>, struct<name:…>");
  }
}
