package dev.assay.core.jinja;

import dev.assay.core.jinja.value.None;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Operands: constants, names, brackets, and what follows them: attributes, calls, filters, tests.
 */
final class OperandParser {
  private static final Set<String> AFTER_TESTS = Set.of("else", "or", "and", "is");

  private final TagReader reader;
  private final ExpressionParser expressions;

  OperandParser(TagReader reader, ExpressionParser expressions) {
    this.reader = reader;
    this.expressions = expressions;
  }

  /**
   * @param filtered filters and tests that follow belong to it
   */
  Expression operand(boolean filtered) {
    Expression operand;
    if (reader.takeOperator("-")) {
      operand = signed(Operations.Sign.MINUS);
    } else if (reader.takeOperator("+")) {
      operand = signed(Operations.Sign.PLUS);
    } else {
      operand = primary();
    }
    operand = followed(operand);
    return filtered ? filtered(operand) : operand;
  }

  private Expression signed(Operations.Sign sign) {
    reader.enter();
    Expression operand = operand(false);
    reader.leave();
    return reader.built(new Operations.Signed(sign, operand));
  }

  private Expression primary() {
    Token token = reader.current();
    return switch (token.kind()) {
      case NAME -> named(reader.take().text());
      case TEXT -> new Literals.Constant(texts());
      case NUMBER -> new Literals.Constant(reader.take().value());
      case OPERATOR -> bracketed(token);
      case END -> throw reader.error("unexpected end of the tag");
    };
  }

  private static Expression named(String name) {
    return switch (name) {
      case "true", "True" -> new Literals.Constant(true);
      case "false", "False" -> new Literals.Constant(false);
      case "none", "None" -> new Literals.Constant(None.NONE);
      default -> new References.Name(name);
    };
  }

  /** Texts that follow each other are one. */
  private String texts() {
    StringBuilder text = new StringBuilder();
    while (reader.current().kind() == Token.Kind.TEXT) {
      text.append(reader.take().value());
    }
    return text.toString();
  }

  private Expression bracketed(Token token) {
    if (reader.takeOperator("(")) {
      Expression inner = expressions.tuple(")");
      reader.expectOperator(")");
      return inner;
    }
    if (reader.takeOperator("[")) {
      return new Literals.OfList(elements("]", false));
    }
    if (reader.takeOperator("{")) {
      return new Literals.OfDictionary(elements("}", true));
    }
    throw reader.error("unexpected " + token.shown());
  }

  private List<Expression> elements(String end, boolean pairs) {
    List<Expression> elements = new ArrayList<>();
    while (!reader.isOperator(end)) {
      if (!elements.isEmpty()) {
        reader.expectOperator(",");
        if (reader.isOperator(end)) {
          break;
        }
      }
      elements.add(expressions.expression());
      if (pairs) {
        reader.expectOperator(":");
        elements.add(expressions.expression());
      }
    }
    reader.expectOperator(end);
    return List.copyOf(elements);
  }

  private Expression followed(Expression operand) {
    Expression whole = operand;
    while (true) {
      if (reader.takeOperator(".")) {
        whole = reader.built(attribute(whole));
      } else if (reader.takeOperator("[")) {
        whole = reader.built(subscript(whole));
        reader.expectOperator("]");
      } else if (reader.isOperator("(")) {
        whole = reader.built(new Call(whole, arguments()));
      } else {
        return whole;
      }
    }
  }

  private Expression attribute(Expression of) {
    Token token = reader.take();
    if (token.kind() == Token.Kind.NAME) {
      return new References.Attribute(of, token.text());
    }
    if (token.kind() != Token.Kind.NUMBER || !token.text().matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw reader.error("expected a name or number, got " + token.shown());
    }
    Expression item = of;
    for (String index : token.text().split("\\.")) {
      item = new References.Item(item, new Literals.Constant(Long.valueOf(index)));
    }
    return item;
  }

  private Expression subscript(Expression of) {
    Expression first = reader.isOperator(":") ? null : expressions.expression();
    if (!reader.takeOperator(":")) {
      return new References.Item(of, first);
    }
    Expression to =
        reader.isOperator(":") || reader.isOperator("]") ? null : expressions.expression();
    Expression step =
        reader.takeOperator(":") && !reader.isOperator("]") ? expressions.expression() : null;
    return new References.Slice(of, first, to, step);
  }

  CallArguments arguments() {
    reader.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression spread = null;
    Expression spreadNamed = null;
    boolean first = true;
    while (!reader.isOperator(")")) {
      if (!first) {
        reader.expectOperator(",");
        if (reader.isOperator(")")) {
          break;
        }
      }
      first = false;
      if (reader.takeOperator("**")) {
        spreadNamed = expressions.expression();
      } else if (reader.takeOperator("*")) {
        spread = expressions.expression();
      } else if (reader.current().kind() == Token.Kind.NAME && reader.following().isOperator("=")) {
        String name = reader.name();
        reader.take();
        named.put(name, expressions.expression());
      } else if (named.isEmpty() && spread == null && spreadNamed == null) {
        positional.add(expressions.expression());
      } else {
        throw reader.error("invalid syntax for function call expression");
      }
    }
    reader.expectOperator(")");
    return new CallArguments(positional, named, spread, spreadNamed);
  }

  private Expression filtered(Expression operand) {
    Expression whole = operand;
    while (true) {
      if (reader.takeOperator("|")) {
        whole = filter(whole);
      } else if (reader.takeName("is")) {
        whole = reader.built(test(whole));
      } else if (reader.isOperator("(")) {
        whole = reader.built(new Call(whole, arguments()));
      } else {
        return whole;
      }
    }
  }

  /** After the bar. */
  Expression filter(Expression operand) {
    StringBuilder name = new StringBuilder(reader.name());
    while (reader.takeOperator(".")) {
      name.append('.').append(reader.name());
    }
    CallArguments arguments = reader.isOperator("(") ? arguments() : CallArguments.NONE;
    return reader.built(new References.Filtered(operand, name.toString(), arguments));
  }

  private Expression test(Expression operand) {
    boolean negated = reader.takeName("not");
    String name = reader.name();
    List<Expression> arguments = List.of();
    if (reader.isOperator("(")) {
      arguments = arguments().positional();
    } else if (reader.isName("is")) {
      throw reader.error("You cannot chain multiple tests with is");
    } else if (startsArgument()) {
      arguments = List.of(followed(primary()));
    }
    return new References.Test(operand, name, arguments, negated);
  }

  /** A test's argument can stand without brackets. */
  private boolean startsArgument() {
    Token token = reader.current();
    return token.isConstant()
        || token.kind() == Token.Kind.NAME && !AFTER_TESTS.contains(token.text())
        || token.isOperator("[")
        || token.isOperator("{");
  }
}
