package dev.assay.spark.internal.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.immutable.Seq;

/** Plans {@link ModelCallsNode}. */
final class ModelCallsStrategy extends SparkStrategy {
  @Override
  public Seq<SparkPlan> apply(LogicalPlan plan) {
    return plan instanceof ModelCallsNode node
        ? Calls.sequence(
            List.of(new ModelCallsExec(node.calls(), node.results(), planLater(node.child()))))
        : Calls.sequence(List.of());
  }
}
