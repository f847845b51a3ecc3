package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Comparing;
import dev.assay.core.jinja.value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A loop.
 *
 * @param filter null for none
 * @param otherwise what follows a loop no round of which came to the end of its body; null for none
 */
record For(
    List<String> names,
    boolean unpacks,
    Expression elements,
    Expression filter,
    boolean recursive,
    Statement body,
    Statement otherwise)
    implements Statement {
  @Override
  public Flow run(Scope scope, StringBuilder out) {
    return run(elements.value(scope), 0, scope, out);
  }

  private Flow run(Object over, int depth, Scope scope, StringBuilder out) {
    List<Object> taken = taken(over, scope);
    boolean ended = false;
    UnaryOperator<Object> recursion = recursive ? inner -> again(inner, depth + 1, scope) : null;
    Loop loop = new Loop(taken, depth, recursion, scope.rendering().access());
    for (Object element : taken) {
      scope.rendering().step();
      loop.advance();
      Scope inner = scope.inner();
      inner.set("loop", loop);
      inner.assign(names, unpacks, element);
      Flow flow = body.run(inner, out);
      ended |= flow == Flow.ON;
      if (flow == Flow.BREAK) {
        break;
      }
    }
    return ended || otherwise == null ? Flow.ON : otherwise.run(scope.inner(), out);
  }

  private List<Object> taken(Object over, Scope scope) {
    List<Object> all = Items.of(over);
    if (filter == null) {
      return new ArrayList<>(all);
    }
    List<Object> taken = new ArrayList<>();
    for (Object element : all) {
      scope.rendering().step();
      Scope inner = scope.inner();
      inner.assign(names, unpacks, element);
      if (Comparing.isTrue(filter.value(inner))) {
        taken.add(element);
      }
    }
    return taken;
  }

  private Object again(Object over, int depth, Scope scope) {
    scope.rendering().enter();
    try {
      StringBuilder out = new StringBuilder();
      run(over, depth, scope, out);
      return out.toString();
    } finally {
      scope.rendering().leave();
    }
  }
}
