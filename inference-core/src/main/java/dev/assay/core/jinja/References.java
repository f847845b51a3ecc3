package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Access;
import dev.assay.core.jinja.value.Filters;
import dev.assay.core.jinja.value.Items;
import dev.assay.core.jinja.value.Tests;
import java.util.List;

/** Expressions that look at values: names, attributes, items, filters, tests. */
final class References {
  private References() {}

  record Name(String name) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object value = scope.find(name);
      return value != null ? value : access(scope).undefined("'" + name + "' is undefined");
    }
  }

  private static Access access(Scope scope) {
    return scope.rendering().access();
  }

  record Attribute(Expression of, String name) implements Expression {
    @Override
    public Object value(Scope scope) {
      return Items.attribute(of.value(scope), name, access(scope));
    }
  }

  record Item(Expression of, Expression key) implements Expression {
    @Override
    public Object value(Scope scope) {
      return Items.item(of.value(scope), key.value(scope), access(scope));
    }
  }

  /**
   * {@code value[from:to:step]}.
   *
   * @param from null where it is left out, as the others
   */
  record Slice(Expression of, Expression from, Expression to, Expression step)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      return Items.slice(of.value(scope), bound(from, scope), bound(to, scope), bound(step, scope));
    }

    private static Object bound(Expression bound, Scope scope) {
      return bound == null ? null : bound.value(scope);
    }
  }

  record Filtered(Expression operand, String filter, CallArguments arguments)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      scope.rendering().step();
      return Filters.apply(filter, operand.value(scope), arguments.values(scope), access(scope));
    }
  }

  record Test(Expression operand, String test, List<Expression> arguments, boolean negated)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      return Tests.holds(test, operand.value(scope), Literals.values(arguments, scope)) != negated;
    }
  }
}
