package dev.assay.spark.internal.sql;

import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnaryNode;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/** The rows of a child, each with the results of model calls after its columns. */
public final class ModelCallsNode extends LogicalPlan implements UnaryNode {
  private static final long serialVersionUID = 1;

  private final Seq<Expression> calls;
  private final Seq<Attribute> results;
  private final LogicalPlan child;

  /**
   * @param calls {@link ModelCall}s
   * @param results the column that each becomes
   */
  public ModelCallsNode(Seq<Expression> calls, Seq<Attribute> results, LogicalPlan child) {
    this.calls = calls;
    this.results = results;
    this.child = child;
  }

  Seq<Expression> calls() {
    return calls;
  }

  Seq<Attribute> results() {
    return results;
  }

  /** The same calls over other rows, which have the columns that they read. */
  ModelCallsNode over(LogicalPlan other) {
    return new ModelCallsNode(calls, results, other);
  }

  @Override
  public LogicalPlan child() {
    return child;
  }

  @Override
  public Seq<Attribute> output() {
    return Calls.output(child.output(), results);
  }

  @Override
  public AttributeSet producedAttributes() {
    return Calls.set(results);
  }

  @Override
  public AttributeSet references() {
    return Calls.references(calls);
  }

  @Override
  public Seq<LogicalPlan> children() {
    return Calls.sequence(List.of(child));
  }

  @Override
  public LogicalPlan withNewChildrenInternal(IndexedSeq<LogicalPlan> children) {
    return withNewChildInternal(children.apply(0));
  }

  @Override
  public LogicalPlan withNewChildInternal(LogicalPlan other) {
    return over(other);
  }

  @Override
  public String nodeName() {
    return "ModelCalls";
  }

  @Override
  public int productArity() {
    return 3;
  }

  @Override
  public Object productElement(int index) {
    return index == 0 ? calls : index == 1 ? results : child;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ModelCallsNode;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelCallsNode that
        && calls.equals(that.calls)
        && results.equals(that.results)
        && child.equals(that.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(calls, results, child);
  }
}
