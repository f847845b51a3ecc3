package dev.assay.spark.internal.functions;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A function of a row that a model computes. Equal functions of equal arguments have equal results,
 * to the bit.
 */
public interface ModelFunction extends Serializable {
  String name();

  /** The arguments, in order. Any may be null. */
  StructType arguments();

  DataType result();

  /** Starts to evaluate on this executor; loads the model where it is not there yet. */
  Evaluation open();

  /** A task's evaluations: many rows are under way at a time. */
  interface Evaluation extends AutoCloseable {

    /** Starts a row; what is wrong with it is part of its result. */
    Pending start(InternalRow arguments);

    /** Lets the model go; what is still under way is not answered. */
    @Override
    void close();
  }

  /** A result under way. */
  interface Pending {
    /** Waits for the result, of the function's type; null where it has none. */
    Object await();

    /** Gives the result up. */
    void cancel();

    /** A result that is there. */
    static Pending of(Object result) {
      return new Pending() {
        @Override
        public Object await() {
          return result;
        }

        @Override
        public void cancel() {
          // Nothing is under way.
        }
      };
    }
  }
}
