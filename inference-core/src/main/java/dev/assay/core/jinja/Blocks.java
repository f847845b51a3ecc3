package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Comparing;
import dev.assay.core.jinja.value.Namespace;
import dev.assay.core.jinja.value.Printing;
import dev.assay.core.jinja.value.PythonError;
import dev.assay.core.jinja.value.SafeText;
import java.util.List;

/** Statements, except loops. */
final class Blocks {
  /** The name that a filtered block's text has; none can be written so. */
  static final String CAPTURED = "\0captured";

  private Blocks() {}

  record Text(String text) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      out.append(text);
      return Flow.ON;
    }
  }

  record Output(Expression expression) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      out.append(Printing.str(expression.value(scope)));
      Rendering.check(out);
      return Flow.ON;
    }
  }

  /** What has to be a text already: filtered blocks and calls with a body are not converted. */
  record OutputOfText(Expression expression) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      write(expression.value(scope), out);
      return Flow.ON;
    }

    private static void write(Object value, StringBuilder out) {
      if (!(SafeText.plain(value) instanceof String)) {
        throw PythonError.type(
            "sequence item 0: expected str instance, " + Printing.typeName(value) + " found");
      }
      out.append(Printing.str(value));
      Rendering.check(out);
    }
  }

  /**
   * A tag's statement, so that errors know where they are.
   *
   * @param offset in the source, in chars
   */
  record Tagged(Statement statement, int offset) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      scope.rendering().at(offset);
      return statement.run(scope, out);
    }
  }

  record Sequence(List<Statement> statements) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      for (Statement statement : statements) {
        Flow flow = statement.run(scope, out);
        if (flow != Flow.ON) {
          return flow;
        }
      }
      return Flow.ON;
    }
  }

  record Jump(Flow flow) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      return flow;
    }
  }

  /**
   * @param otherwise null for none
   */
  record If(List<Expression> conditions, List<Statement> bodies, Statement otherwise)
      implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      for (int i = 0; i < conditions.size(); i++) {
        if (Comparing.isTrue(conditions.get(i).value(scope))) {
          return bodies.get(i).run(scope, out);
        }
      }
      return otherwise == null ? Flow.ON : otherwise.run(scope, out);
    }
  }

  record Assignment(List<String> names, boolean unpacks, Expression value) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      scope.assign(names, unpacks, value.value(scope));
      return Flow.ON;
    }
  }

  record NamespaceAssignment(String namespace, String attribute, Expression value)
      implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      if (!(scope.find(namespace) instanceof Namespace changed)) {
        throw new PythonError(
            "TemplateRuntimeError: cannot assign attribute on non-namespace object");
      }
      changed.set(attribute, value.value(scope));
      return Flow.ON;
    }
  }

  /** What a block writes, under {@link #CAPTURED}, through its filters. */
  record Captured(Statement body, Expression filtered) implements Expression {
    @Override
    public Object value(Scope scope) {
      Scope inner = scope.inner();
      inner.set(CAPTURED, body.captured(scope.inner()));
      return filtered.value(inner);
    }
  }

  record MacroDefinition(Macro macro) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      scope.set(macro.name(), macro.in(scope));
      return Flow.ON;
    }
  }

  record CallBlock(Call call, Macro caller) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      OutputOfText.write(call.value(scope, caller.in(scope)), out);
      return Flow.ON;
    }
  }

  /** A block in a scope of its own. */
  record With(List<String> names, List<Expression> values, Statement body) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      Scope inner = scope.inner();
      for (int i = 0; i < names.size(); i++) {
        inner.set(names.get(i), values.get(i).value(scope));
      }
      return body.run(inner, out);
    }
  }

  /** Marks what an assistant wrote (transformers/utils/chat_template_utils.py). */
  record Generation(Statement body) implements Statement {
    @Override
    public Flow run(Scope scope, StringBuilder out) {
      StringBuilder inner = new StringBuilder();
      Flow flow = body.run(scope.inner(), inner);
      StringBuilder before = scope.rendering().output();
      int start = before.codePointCount(0, before.length());
      int end = start + inner.codePointCount(0, inner.length());
      scope.rendering().generated().add(new Template.Span(start, end));
      out.append(inner);
      return flow;
    }
  }
}
