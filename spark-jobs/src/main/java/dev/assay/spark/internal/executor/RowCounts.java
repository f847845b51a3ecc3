package dev.assay.spark.internal.executor;

import java.util.concurrent.atomic.LongAdder;

/** Rows that this executor's tasks got results for, since it started; retried ones count again. */
public final class RowCounts {
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();

  RowCounts() {}

  public void countAnswered() {
    answered.increment();
  }

  public void countFailed() {
    failed.increment();
  }

  long answered() {
    return answered.sum();
  }

  long failed() {
    return failed.sum();
  }
}
