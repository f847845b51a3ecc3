package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Access;
import dev.assay.core.jinja.value.Arguments;
import dev.assay.core.jinja.value.Callable;
import dev.assay.core.jinja.value.PythonError;
import dev.assay.core.jinja.value.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A macro, or the block of a {@code call} (jinja2/runtime.py, Macro).
 *
 * @param defaults null for parameters without
 */
record Macro(String name, List<String> parameters, List<Expression> defaults, Statement body) {

  /** It sees the scope that it is defined in. */
  Callable in(Scope scope) {
    return arguments -> {
      Rendering rendering = scope.rendering();
      rendering.enter();
      try {
        Scope inner = scope.inner();
        bind(arguments, inner, rendering.access());
        return body.captured(inner);
      } finally {
        rendering.leave();
      }
    };
  }

  private void bind(Arguments arguments, Scope inner, Access access) {
    List<Object> given = arguments.positional();
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    Object caller = named.remove("caller");
    if (caller != null) {
      inner.set("caller", caller);
    }
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      Object value;
      if (i < given.size()) {
        value = given.get(i);
        if (named.containsKey(parameter)) {
          throw PythonError.type(
              "macro '" + name + "' got multiple values for argument '" + parameter + "'");
        }
      } else if (named.containsKey(parameter)) {
        value = named.remove(parameter);
      } else if (defaults.get(i) != null) {
        value = defaults.get(i).value(inner);
      } else {
        value = access.undefined("parameter '" + parameter + "' was not provided");
      }
      inner.set(parameter, value);
    }
    int known = parameters.size();
    inner.set("kwargs", named);
    inner.set(
        "varargs",
        Tuple.copyOf(given.size() > known ? given.subList(known, given.size()) : List.of()));
  }
}
