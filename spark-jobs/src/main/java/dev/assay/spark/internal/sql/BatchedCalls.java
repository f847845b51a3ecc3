package dev.assay.spark.internal.sql;

import dev.assay.spark.internal.functions.ModelFunction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection$;
import org.apache.spark.util.TaskCompletionListener;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * A task's part of {@link ModelCallsExec}: opens the functions, and evaluates them over its rows.
 */
final class BatchedCalls extends AbstractFunction1<Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<ModelCall> calls;
  private final Seq<Attribute> input;
  private final Seq<Attribute> output;

  /**
   * @param input columns of the rows that come
   * @param output columns of those that go: the same, and a result for each call
   */
  BatchedCalls(List<ModelCall> calls, Seq<Attribute> input, Seq<Attribute> output) {
    this.calls = new ArrayList<>(calls);
    this.input = input;
    this.output = output;
  }

  @Override
  public Iterator<InternalRow> apply(Iterator<InternalRow> rows) {
    // A partition without rows needs no model.
    if (!rows.hasNext()) {
      return rows;
    }
    List<OpenCall> open = new ArrayList<>();
    for (ModelCall call : calls) {
      ModelFunction.Evaluation evaluation = call.scalar().function().open();
      TaskCompletionListener close = task -> evaluation.close();
      TaskContext.get().addTaskCompletionListener(close);
      UnsafeProjection arguments = UnsafeProjection$.MODULE$.create(call.children(), input);
      open.add(new OpenCall(call.scalar(), arguments, evaluation));
    }
    BatchedRows batched =
        new BatchedRows(
            rows, open, UnsafeProjection$.MODULE$.create(Calls.expressions(output), output));
    TaskCompletionListener abandon = task -> batched.abandon();
    TaskContext.get().addTaskCompletionListener(abandon);
    return batched;
  }

  /** A call with what evaluates it. */
  record OpenCall(
      ModelScalarFunction function,
      UnsafeProjection arguments,
      ModelFunction.Evaluation evaluation) {
    ModelFunction.Pending start(InternalRow row) {
      return evaluation.start(function.allArguments(arguments.apply(row)));
    }
  }
}
