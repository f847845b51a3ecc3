package dev.assay.core.jinja;

import dev.assay.core.jinja.value.None;
import dev.assay.core.jinja.value.Numbers;
import dev.assay.core.jinja.value.PythonError;
import dev.assay.core.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's literals: texts, numbers, True, False, None, and lists, tuples and dictionaries of them.
 */
public final class PythonLiteral {
  private final TagReader reader = new TagReader();

  private PythonLiteral() {}

  /**
   * As ast.literal_eval reads a text.
   *
   * @return a value of the package {@code value}
   * @throws IllegalArgumentException for a text that is no literal
   */
  public static Object parse(String text) {
    PythonLiteral literal = new PythonLiteral();
    try {
      literal.reader.open(new Segment(Segment.Kind.OUTPUT, text.strip(), 0));
      Object value = literal.elements();
      literal.reader.expectEnd();
      return value;
    } catch (SyntaxError | PythonError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A value, or several with commas, which are a tuple. */
  private Object elements() {
    List<Object> elements = new ArrayList<>(List.of(value()));
    boolean commas = false;
    while (reader.takeOperator(",")) {
      commas = true;
      if (reader.atEnd() || reader.isOperator(")")) {
        break;
      }
      elements.add(value());
    }
    return commas ? Tuple.copyOf(elements) : elements.get(0);
  }

  private Object value() {
    reader.enter();
    Token token = reader.take();
    Object value =
        switch (token.kind()) {
          case NAME -> named(token.text());
          case NUMBER -> token.value();
          case TEXT -> text(token);
          case OPERATOR -> opened(token);
          case END -> throw reader.error("a value is missing");
        };
    reader.leave();
    return value;
  }

  private Object named(String name) {
    return switch (name) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> None.NONE;
      default -> throw reader.error("'" + name + "' is a name");
    };
  }

  private String text(Token first) {
    StringBuilder text = new StringBuilder().append(first.value());
    while (reader.current().kind() == Token.Kind.TEXT) {
      text.append(reader.take().value());
    }
    return text.toString();
  }

  private Object opened(Token token) {
    return switch (token.text()) {
      case "-", "+" -> signed(token.text());
      case "(" -> {
        if (reader.takeOperator(")")) {
          yield Tuple.of();
        }
        Object inner = elements();
        reader.expectOperator(")");
        yield inner;
      }
      case "[" -> list();
      case "{" -> dictionary();
      default -> throw reader.error("unexpected " + token.shown());
    };
  }

  private Object signed(String sign) {
    Object operand = value();
    if (operand instanceof Boolean) {
      throw reader.error("a sign before a truth value");
    }
    return sign.equals("-") ? Numbers.negate(operand) : Numbers.plus(operand);
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    while (!reader.takeOperator("]")) {
      if (!list.isEmpty()) {
        reader.expectOperator(",");
        if (reader.takeOperator("]")) {
          break;
        }
      }
      list.add(value());
    }
    return list;
  }

  private Map<Object, Object> dictionary() {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    boolean first = true;
    while (!reader.takeOperator("}")) {
      if (!first) {
        reader.expectOperator(",");
        if (reader.takeOperator("}")) {
          break;
        }
      }
      first = false;
      Object key = value();
      reader.expectOperator(":");
      dictionary.put(key, value());
    }
    return dictionary;
  }
}
