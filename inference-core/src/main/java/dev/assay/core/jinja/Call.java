package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Arguments;
import dev.assay.core.jinja.value.Callable;
import dev.assay.core.jinja.value.Printing;
import dev.assay.core.jinja.value.PythonError;
import dev.assay.core.jinja.value.Undefined;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call of a function, method or macro. */
record Call(Expression function, CallArguments arguments) implements Expression {
  @Override
  public Object value(Scope scope) {
    return value(scope, null);
  }

  /**
   * @param caller what {@code caller()} is in it, null for nothing
   */
  Object value(Scope scope, Callable caller) {
    Object called = function.value(scope);
    if (called instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!(called instanceof Callable callable)) {
      throw PythonError.type("'" + Printing.typeName(called) + "' object is not callable");
    }
    scope.rendering().step();
    Arguments given = arguments.values(scope);
    if (caller != null) {
      Map<String, Object> named = new LinkedHashMap<>(given.named());
      named.put("caller", caller);
      given = new Arguments(given.positional(), named);
    }
    return callable.call(given);
  }
}
