package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Expressions that make values. */
final class Literals {
  private Literals() {}

  record Constant(Object constant) implements Expression {
    @Override
    public Object value(Scope scope) {
      return constant;
    }
  }

  record OfList(List<Expression> elements) implements Expression {
    @Override
    public Object value(Scope scope) {
      return values(elements, scope);
    }
  }

  record OfTuple(List<Expression> elements) implements Expression {
    @Override
    public Object value(Scope scope) {
      return Tuple.copyOf(values(elements, scope));
    }
  }

  /**
   * @param entries keys and values by turns
   */
  record OfDictionary(List<Expression> entries) implements Expression {
    @Override
    public Object value(Scope scope) {
      Map<Object, Object> dictionary = new LinkedHashMap<>();
      for (int i = 0; i < entries.size(); i += 2) {
        dictionary.put(entries.get(i).value(scope), entries.get(i + 1).value(scope));
      }
      return dictionary;
    }
  }

  static List<Object> values(List<Expression> expressions, Scope scope) {
    List<Object> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(expression.value(scope));
    }
    return values;
  }
}
