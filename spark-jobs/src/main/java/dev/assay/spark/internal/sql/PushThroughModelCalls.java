package dev.assay.spark.internal.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps a {@link ModelCallsNode} from asking what nobody wants: conditions that need none of its
 * results go below it, limits too, calls whose results nobody reads are dropped, and columns that
 * nobody reads are not carried through.
 */
final class PushThroughModelCalls extends Rule<LogicalPlan> {
  @Override
  public LogicalPlan apply(LogicalPlan plan) {
    LogicalPlan pushed = push(plan);
    return pushed.mapChildren(this::apply);
  }

  private static LogicalPlan push(LogicalPlan plan) {
    if (plan instanceof Filter filter && filter.child() instanceof ModelCallsNode node) {
      return filtered(filter, node);
    }
    if (plan instanceof LocalLimit limit && limit.child() instanceof ModelCallsNode node) {
      return limit.withNewChildren(Calls.sequence(List.of(limited(limit, node))));
    }
    if (plan instanceof LocalLimit limit
        && limit.child() instanceof Project project
        && project.child() instanceof ModelCallsNode node) {
      LogicalPlan fewer = project.withNewChildren(Calls.sequence(List.of(limited(limit, node))));
      return limit.withNewChildren(Calls.sequence(List.of(fewer)));
    }
    if (plan instanceof Project project && project.child() instanceof ModelCallsNode node) {
      return pruned(project, node);
    }
    return plan;
  }

  private static LogicalPlan filtered(Filter filter, ModelCallsNode node) {
    Expression before = null;
    Expression after = null;
    for (Expression condition : conjuncts(filter.condition())) {
      // What is drawn anew for each row is drawn where it was written.
      if (filter.condition().deterministic()
          && condition.references().subsetOf(node.child().outputSet())) {
        before = before == null ? condition : new And(before, condition);
      } else {
        after = after == null ? condition : new And(after, condition);
      }
    }
    if (before == null) {
      return filter;
    }
    LogicalPlan fewer = node.over(new Filter(before, node.child()));
    return after == null ? fewer : new Filter(after, fewer);
  }

  private static List<Expression> conjuncts(Expression condition) {
    if (!(condition instanceof And and)) {
      return List.of(condition);
    }
    List<Expression> all = new ArrayList<>(conjuncts(and.left()));
    all.addAll(conjuncts(and.right()));
    return all;
  }

  private static LogicalPlan limited(LocalLimit limit, ModelCallsNode node) {
    return node.child() instanceof LocalLimit
        ? node
        : node.over(new LocalLimit(limit.limitExpr(), node.child()));
  }

  private static LogicalPlan pruned(Project project, ModelCallsNode node) {
    AttributeSet read = project.references();
    List<Expression> calls = new ArrayList<>();
    List<Attribute> results = new ArrayList<>();
    for (int i = 0; i < node.results().size(); i++) {
      if (read.contains(node.results().apply(i))) {
        calls.add(node.calls().apply(i));
        results.add(node.results().apply(i));
      }
    }
    if (calls.isEmpty()) {
      return project.withNewChildren(Calls.sequence(List.of(node.child())));
    }
    Seq<Expression> kept = Calls.sequence(calls);
    AttributeSet needed = read.$plus$plus(Calls.references(kept));
    List<Attribute> columns =
        CollectionConverters.asJava(node.child().output()).stream()
            .filter(needed::contains)
            .toList();
    boolean allNeeded = columns.size() == node.child().output().size();
    if (allNeeded && calls.size() == node.calls().size()) {
      return project;
    }
    LogicalPlan below =
        allNeeded ? node.child() : new Project(Calls.sequence(columns), node.child());
    return project.withNewChildren(
        Calls.sequence(List.of(new ModelCallsNode(kept, Calls.sequence(results), below))));
  }
}
