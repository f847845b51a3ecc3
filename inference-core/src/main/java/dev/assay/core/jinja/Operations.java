package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Allowance;
import dev.assay.core.jinja.value.Comparing;
import dev.assay.core.jinja.value.Numbers;
import dev.assay.core.jinja.value.Operators;
import dev.assay.core.jinja.value.Printing;
import dev.assay.core.jinja.value.Undefined;
import java.util.List;
import java.util.function.UnaryOperator;

/** Expressions that compute, compare and choose. */
final class Operations {
  private Operations() {}

  record Binary(Operators operator, Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      return operator.apply(left.value(scope), right.value(scope));
    }
  }

  /** Signs before numbers. */
  enum Sign {
    MINUS(Numbers::negate),
    PLUS(Numbers::plus);

    private final UnaryOperator<Object> operation;

    Sign(UnaryOperator<Object> operation) {
      this.operation = operation;
    }
  }

  record Signed(Sign sign, Expression operand) implements Expression {
    @Override
    public Object value(Scope scope) {
      return sign.operation.apply(operand.value(scope));
    }
  }

  record Not(Expression operand) implements Expression {
    @Override
    public Object value(Scope scope) {
      return !Comparing.isTrue(operand.value(scope));
    }
  }

  record And(Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object first = left.value(scope);
      return Comparing.isTrue(first) ? right.value(scope) : first;
    }
  }

  record Or(Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object first = left.value(scope);
      return Comparing.isTrue(first) ? first : right.value(scope);
    }
  }

  /** {@code ~}. */
  record Concatenation(List<Expression> parts) implements Expression {
    @Override
    public Object value(Scope scope) {
      StringBuilder text = new StringBuilder();
      for (Expression part : parts) {
        text.append(Printing.str(part.value(scope)));
        Allowance.text(text.length());
      }
      return text.toString();
    }
  }

  /**
   * {@code value if condition else otherwise}.
   *
   * @param otherwise null for none
   */
  record Conditional(Expression condition, Expression value, Expression otherwise)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      if (Comparing.isTrue(condition.value(scope))) {
        return value.value(scope);
      }
      return otherwise != null
          ? otherwise.value(scope)
          : new Undefined(
              "the inline if-expression evaluated to false and no else section was defined.",
              false);
    }
  }

  enum Comparison {
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    IN("in"),
    NOT_IN("not in");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** Null for an operator that compares nothing. */
    static Comparison of(String sign) {
      for (Comparison comparison : values()) {
        if (comparison.sign.equals(sign)) {
          return comparison;
        }
      }
      return null;
    }

    boolean holds(Object left, Object right) {
      return switch (this) {
        case EQUAL -> Comparing.equal(left, right);
        case UNEQUAL -> !Comparing.equal(left, right);
        case LESS -> Comparing.compare(left, right) < 0;
        case AT_MOST -> Comparing.compare(left, right) <= 0;
        case GREATER -> Comparing.compare(left, right) > 0;
        case AT_LEAST -> Comparing.compare(left, right) >= 0;
        case IN -> Comparing.contains(right, left);
        case NOT_IN -> !Comparing.contains(right, left);
      };
    }
  }

  /** {@code a < b <= c}: as long as one holds, the next is looked at. */
  record Compared(Expression first, List<Comparison> comparisons, List<Expression> others)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      Object left = first.value(scope);
      for (int i = 0; i < others.size(); i++) {
        Object right = others.get(i).value(scope);
        if (!comparisons.get(i).holds(left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    }
  }
}
