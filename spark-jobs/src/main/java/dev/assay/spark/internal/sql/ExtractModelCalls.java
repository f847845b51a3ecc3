package dev.assay.spark.internal.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes model calls out of expressions into {@link ModelCallsNode}s, as Spark's ExtractPythonUDFs
 * does with Python's functions: equal calls of a node once, the calls inside a call's arguments
 * before it. It does so as soon as a query is analyzed, before Spark's optimizer writes a call
 * twice where it pushes a condition down. A call in a branch of a condition is evaluated for every
 * row, as Python's functions are. What is elsewhere, in a join's condition, around an aggregate, in
 * a lambda, stays, and is evaluated a row at a time; so do calls of what is drawn anew for each
 * row, and those of a subquery that looks at the row outside: Spark allows either in its own nodes
 * alone.
 */
final class ExtractModelCalls extends Rule<LogicalPlan> {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    return plan.exists(ExtractModelCalls::looksOutside) ? plan : extracted(plan);
  }

  private static boolean looksOutside(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.expressions()).stream()
        .anyMatch(expression -> expression.exists(part -> part instanceof OuterReference));
  }

  private static LogicalPlan extracted(LogicalPlan plan) {
    LogicalPlan below = plan.mapChildren(ExtractModelCalls::extracted);
    LogicalPlan marked = below.mapExpressions(ExtractModelCalls::mark);
    boolean evaluates =
        marked instanceof Project
            || marked instanceof Filter
            || marked instanceof Aggregate
            || marked instanceof Sort;
    return evaluates && marked.resolved() ? extractFrom(marked) : marked;
  }

  /** Makes {@link ModelCall}s of the catalog's functions, as Spark's analyzer found them. */
  private static Expression mark(Expression expression) {
    Expression marked = expression.mapChildren(ExtractModelCalls::mark);
    return marked instanceof ApplyFunctionExpression call
            && !(call instanceof ModelCall)
            && call.function() instanceof ModelScalarFunction
        ? new ModelCall(call.function(), call.children())
        : marked;
  }

  private static LogicalPlan extractFrom(LogicalPlan plan) {
    LogicalPlan rewritten = plan;
    for (List<ModelCall> calls = innermost(plan); !calls.isEmpty(); calls = innermost(rewritten)) {
      Map<Expression, Attribute> results = new HashMap<>();
      List<Attribute> columns = new ArrayList<>();
      for (ModelCall call : calls) {
        Attribute result = Calls.result(call, call.name());
        columns.add(result);
        results.put(call.canonicalized(), result);
      }
      LogicalPlan below =
          new ModelCallsNode(
              Calls.sequence(calls), Calls.sequence(columns), rewritten.children().apply(0));
      rewritten =
          rewritten
              .mapExpressions(expression -> replace(expression, results))
              .withNewChildren(Calls.sequence(List.of(below)));
    }
    boolean passesThrough = rewritten instanceof Filter || rewritten instanceof Sort;
    return rewritten != plan && passesThrough
        ? new Project(Calls.sequence(CollectionConverters.asJava(plan.output())), rewritten)
        : rewritten;
  }

  /** Calls of a node that have no call in their arguments, equal ones once. */
  private static List<ModelCall> innermost(LogicalPlan plan) {
    Map<Expression, ModelCall> calls = new LinkedHashMap<>();
    for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
      collect(expression, plan.children().apply(0), calls);
    }
    return List.copyOf(calls.values());
  }

  private static void collect(
      Expression expression, LogicalPlan child, Map<Expression, ModelCall> calls) {
    for (Expression part : CollectionConverters.asJava(expression.children())) {
      collect(part, child, calls);
    }
    if (expression instanceof ModelCall call
        && call.references().subsetOf(child.outputSet())
        && CollectionConverters.asJava(call.children()).stream()
            .noneMatch(ExtractModelCalls::staysBelow)) {
      calls.putIfAbsent(call.canonicalized(), call);
    }
  }

  /** Whether an argument has its value here alone, or needs another call first. */
  private static boolean staysBelow(Expression argument) {
    return argument.exists(
        part ->
            part instanceof ModelCall
                || part instanceof AggregateExpression
                || part instanceof NamedLambdaVariable
                || !part.deterministic());
  }

  private static Expression replace(Expression expression, Map<Expression, Attribute> results) {
    Attribute found =
        expression instanceof ModelCall call ? results.get(call.canonicalized()) : null;
    return found != null ? found : expression.mapChildren(part -> replace(part, results));
  }
}
