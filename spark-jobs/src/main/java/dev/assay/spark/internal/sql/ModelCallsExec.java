package dev.assay.spark.internal.sql;

import java.util.List;
import java.util.Objects;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnaryExecNode;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Evaluates the calls of a {@link ModelCallsNode}, many rows of a partition under way at a time.
 */
public final class ModelCallsExec extends SparkPlan implements UnaryExecNode {
  private static final long serialVersionUID = 1;

  private final Seq<Expression> calls;
  private final Seq<Attribute> results;
  private final SparkPlan child;

  /** The signature that Spark copies plans by. */
  public ModelCallsExec(Seq<Expression> calls, Seq<Attribute> results, SparkPlan child) {
    this.calls = calls;
    this.results = results;
    this.child = child;
  }

  @Override
  public SparkPlan child() {
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
  public Partitioning outputPartitioning() {
    return child.outputPartitioning();
  }

  @Override
  public Seq<SortOrder> outputOrdering() {
    return child.outputOrdering();
  }

  @Override
  public RDD<InternalRow> doExecute() {
    List<ModelCall> evaluated =
        CollectionConverters.asJava(calls).stream().map(ModelCall.class::cast).toList();
    return child
        .execute()
        .mapPartitions(
            new BatchedCalls(evaluated, child.output(), output()),
            true,
            ClassTag$.MODULE$.apply(InternalRow.class));
  }

  @Override
  public Seq<SparkPlan> children() {
    return Calls.sequence(List.of(child));
  }

  @Override
  public SparkPlan withNewChildrenInternal(IndexedSeq<SparkPlan> children) {
    return withNewChildInternal(children.apply(0));
  }

  @Override
  public SparkPlan withNewChildInternal(SparkPlan other) {
    return new ModelCallsExec(calls, results, other);
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
    return other instanceof ModelCallsExec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelCallsExec that
        && calls.equals(that.calls)
        && results.equals(that.results)
        && child.equals(that.child);
  }

  @Override
  public int hashCode() {
    return Objects.hash(calls, results, child);
  }
}
