package dev.assay.spark.internal.sql;

import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A call of a model function. It evaluates a row at a time like any function; {@link
 * ExtractModelCalls} takes it out of most plans before that.
 */
public final class ModelCall extends ApplyFunctionExpression {
  private static final long serialVersionUID = 1;

  /** The signature that Spark copies expressions by. */
  public ModelCall(ScalarFunction<?> function, Seq<Expression> children) {
    super(function, children);
  }

  ModelScalarFunction scalar() {
    return (ModelScalarFunction) function();
  }

  /** Constant arguments are no reason to compute on the driver. */
  @Override
  public boolean foldable() {
    return false;
  }

  /** Spark takes a plan for unchanged where the new expressions equal the old. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelCall && super.equals(other);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ModelCall;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new ModelCall(function(), children);
  }
}
