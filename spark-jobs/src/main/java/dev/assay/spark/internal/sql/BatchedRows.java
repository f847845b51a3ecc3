package dev.assay.spark.internal.sql;

import dev.assay.spark.internal.functions.ModelFunction;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/**
 * Rows with their results, in the order they came. Many are under way at a time, and never more
 * than fits a bound.
 */
final class BatchedRows extends AbstractIterator<InternalRow> {
  /** So many that one long answer at the front holds up nothing after it. */
  private static final int MOST_ROWS = 1024;

  private static final long MOST_BYTES = 1 << 26;

  private final Iterator<InternalRow> rows;
  private final List<BatchedCalls.OpenCall> calls;
  private final UnsafeProjection output;
  private final ArrayDeque<Started> underWay = new ArrayDeque<>();
  private long bytes;

  BatchedRows(
      Iterator<InternalRow> rows, List<BatchedCalls.OpenCall> calls, UnsafeProjection output) {
    this.rows = rows;
    this.calls = calls;
    this.output = output;
  }

  private record Started(InternalRow row, long bytes, List<ModelFunction.Pending> results) {}

  @Override
  public boolean hasNext() {
    return !underWay.isEmpty() || rows.hasNext();
  }

  @Override
  public InternalRow next() {
    while (underWay.size() < MOST_ROWS && bytes < MOST_BYTES && rows.hasNext()) {
      start(rows.next());
    }
    Started first = underWay.element();
    Object[] results = first.results().stream().map(ModelFunction.Pending::await).toArray();
    underWay.remove();
    bytes -= first.bytes();
    return output.apply(new JoinedRow(first.row(), new GenericInternalRow(results)));
  }

  private void start(InternalRow row) {
    // Spark may fill the same row anew with the next.
    InternalRow kept = row.copy();
    long size = kept instanceof UnsafeRow unsafe ? unsafe.getSizeInBytes() : 0;
    List<ModelFunction.Pending> results = calls.stream().map(call -> call.start(kept)).toList();
    underWay.add(new Started(kept, size, results));
    bytes += size;
  }

  /** Gives up what is still under way. */
  void abandon() {
    underWay.forEach(started -> started.results().forEach(ModelFunction.Pending::cancel));
  }
}
