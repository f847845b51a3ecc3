package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Arguments;
import dev.assay.core.jinja.value.Items;
import dev.assay.core.jinja.value.Printing;
import dev.assay.core.jinja.value.PythonError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call's arguments as they are written.
 *
 * @param spread after {@code *}, null for none
 * @param spreadNamed after {@code **}, null for none
 */
record CallArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    Expression spread,
    Expression spreadNamed) {
  static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

  Arguments values(Scope scope) {
    List<Object> values = Literals.values(positional, scope);
    if (spread != null) {
      values.addAll(Items.of(spread.value(scope)));
    }
    if (named.isEmpty() && spreadNamed == null) {
      return new Arguments(values, Map.of());
    }
    Map<String, Object> byName = new LinkedHashMap<>();
    named.forEach((name, value) -> byName.put(name, value.value(scope)));
    if (spreadNamed != null) {
      if (!(spreadNamed.value(scope) instanceof Map<?, ?> map)) {
        throw PythonError.type("argument after ** must be a mapping");
      }
      map.forEach((name, value) -> byName.put(Printing.str(name), value));
    }
    return new Arguments(values, byName);
  }
}
