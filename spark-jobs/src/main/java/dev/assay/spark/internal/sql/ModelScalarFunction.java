package dev.assay.spark.internal.sql;

import dev.assay.spark.internal.functions.ModelFunction;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.TaskCompletionListener;

/**
 * A model function as Spark's contract has it: one row at a time, the next after the answer to the
 * last. Only task slots side by side fill a batch.
 */
final class ModelScalarFunction implements ScalarFunction<Object> {
  private static final long serialVersionUID = 1;

  private final ModelFunction function;
  private final int arguments;
  private transient ModelFunction.Evaluation evaluation;

  /**
   * @param arguments how many of the function's arguments are given; the others are null
   */
  ModelScalarFunction(ModelFunction function, int arguments) {
    this.function = function;
    this.arguments = arguments;
  }

  ModelFunction function() {
    return function;
  }

  @Override
  public DataType[] inputTypes() {
    return Arrays.stream(function.arguments().fields())
        .limit(arguments)
        .map(StructField::dataType)
        .toArray(DataType[]::new);
  }

  @Override
  public DataType resultType() {
    return function.result();
  }

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public String canonicalName() {
    return "dev.assay." + function.name();
  }

  @Override
  public Object produceResult(InternalRow row) {
    TaskContext task = TaskContext.get();
    if (task == null) {
      try (ModelFunction.Evaluation alone = function.open()) {
        return alone.start(allArguments(row)).await();
      }
    }
    if (evaluation == null) {
      evaluation = function.open();
      TaskCompletionListener close = ended -> evaluation.close();
      task.addTaskCompletionListener(close);
    }
    return evaluation.start(allArguments(row)).await();
  }

  /** The row, with nulls for the arguments that are not given. */
  InternalRow allArguments(InternalRow row) {
    int wanted = function.arguments().length();
    return arguments == wanted
        ? row
        : new JoinedRow(row, new GenericInternalRow(wanted - arguments));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelScalarFunction that
        && arguments == that.arguments
        && function.equals(that.function);
  }

  @Override
  public int hashCode() {
    return Objects.hash(function, arguments);
  }
}
