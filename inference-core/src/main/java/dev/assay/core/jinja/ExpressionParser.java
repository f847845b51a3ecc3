package dev.assay.core.jinja;

import dev.assay.core.jinja.value.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expressions, from the loosest operator to the closest (jinja2/parser.py). */
final class ExpressionParser {
  private static final Map<String, Operators> SUMS =
      Map.of("+", Operators.ADD, "-", Operators.SUBTRACT);
  private static final Map<String, Operators> PRODUCTS =
      Map.of(
          "*", Operators.MULTIPLY,
          "/", Operators.DIVIDE,
          "//", Operators.FLOOR_DIVIDE,
          "%", Operators.MODULO);

  private final TagReader reader;
  private final OperandParser operands;

  ExpressionParser(TagReader reader) {
    this.reader = reader;
    this.operands = new OperandParser(reader, this);
  }

  OperandParser operands() {
    return operands;
  }

  Expression expression() {
    reader.enter();
    Expression expression = conditional();
    reader.leave();
    return expression;
  }

  /** One expression, or several with commas, which are a tuple. */
  Expression list() {
    if (reader.atEnd()) {
      throw reader.error("expected an expression, got the end of the tag");
    }
    return tuple(null);
  }

  /**
   * @param end the bracket that it stands before; null for the end of the tag
   */
  Expression tuple(String end) {
    List<Expression> elements = new ArrayList<>();
    boolean commas = false;
    while (!reader.atEnd() && !(end != null && reader.isOperator(end))) {
      elements.add(expression());
      if (!reader.takeOperator(",")) {
        break;
      }
      commas = true;
    }
    return !commas && elements.size() == 1
        ? elements.get(0)
        : new Literals.OfTuple(List.copyOf(elements));
  }

  /** What a loop goes over: {@code if} after it is the loop's. */
  Expression loopElements() {
    List<Expression> elements = new ArrayList<>(List.of(disjunction()));
    boolean commas = false;
    while (reader.takeOperator(",")) {
      commas = true;
      if (reader.atEnd() || reader.isName("if") || reader.isName("recursive")) {
        break;
      }
      elements.add(disjunction());
    }
    return commas ? new Literals.OfTuple(List.copyOf(elements)) : elements.get(0);
  }

  private Expression conditional() {
    Expression value = disjunction();
    while (reader.takeName("if")) {
      Expression condition = disjunction();
      Expression otherwise = null;
      if (reader.takeName("else")) {
        reader.enter();
        otherwise = conditional();
        reader.leave();
      }
      value = reader.built(new Operations.Conditional(condition, value, otherwise));
    }
    return value;
  }

  private Expression disjunction() {
    Expression left = conjunction();
    while (reader.takeName("or")) {
      left = reader.built(new Operations.Or(left, conjunction()));
    }
    return left;
  }

  private Expression conjunction() {
    Expression left = negation();
    while (reader.takeName("and")) {
      left = reader.built(new Operations.And(left, negation()));
    }
    return left;
  }

  private Expression negation() {
    if (!reader.takeName("not")) {
      return comparison();
    }
    reader.enter();
    Expression operand = negation();
    reader.leave();
    return reader.built(new Operations.Not(operand));
  }

  private Expression comparison() {
    Expression first = sum();
    List<Operations.Comparison> comparisons = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    for (Operations.Comparison next = nextComparison(); next != null; next = nextComparison()) {
      comparisons.add(next);
      others.add(reader.built(sum()));
    }
    return others.isEmpty() ? first : new Operations.Compared(first, comparisons, others);
  }

  private Operations.Comparison nextComparison() {
    Operations.Comparison found =
        reader.current().kind() == Token.Kind.OPERATOR
            ? Operations.Comparison.of(reader.current().text())
            : null;
    if (reader.isName("in")) {
      found = Operations.Comparison.IN;
    } else if (reader.isName("not") && reader.following().isName("in")) {
      reader.take();
      found = Operations.Comparison.NOT_IN;
    }
    if (found != null) {
      reader.take();
    }
    return found;
  }

  private Operators taken(Map<String, Operators> operators) {
    Token token = reader.current();
    Operators found = token.kind() == Token.Kind.OPERATOR ? operators.get(token.text()) : null;
    if (found != null) {
      reader.take();
    }
    return found;
  }

  private Expression sum() {
    Expression left = concatenation();
    for (Operators operator = taken(SUMS); operator != null; operator = taken(SUMS)) {
      left = reader.built(new Operations.Binary(operator, left, concatenation()));
    }
    return left;
  }

  private Expression concatenation() {
    Expression first = product();
    if (!reader.isOperator("~")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (reader.takeOperator("~")) {
      parts.add(reader.built(product()));
    }
    return new Operations.Concatenation(List.copyOf(parts));
  }

  private Expression product() {
    Expression left = power();
    for (Operators operator = taken(PRODUCTS); operator != null; operator = taken(PRODUCTS)) {
      left = reader.built(new Operations.Binary(operator, left, power()));
    }
    return left;
  }

  private Expression power() {
    Expression left = operands.operand(true);
    while (reader.takeOperator("**")) {
      left = reader.built(new Operations.Binary(Operators.POWER, left, operands.operand(true)));
    }
    return left;
  }
}
