package dev.assay.spark.internal.progress;

import dev.assay.spark.internal.executor.ExecutorReplicas;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks count, under the names that Spark's UI shows.
 *
 * @param answered requests answered
 * @param tokens that went into the answers
 * @param failed requests answered with an error
 */
public record TaskCounts(LongAccumulator answered, LongAccumulator tokens, LongAccumulator failed)
    implements Serializable {

  public static TaskCounts in(SparkContext context) {
    return new TaskCounts(
        context.longAccumulator("assay requests answered"),
        context.longAccumulator("assay tokens"),
        context.longAccumulator("assay requests failed"));
  }

  /**
   * To be called by the task that answered a request: it is seen on the driver, and in the metrics
   * of this executor.
   *
   * @param used that went into the answer
   */
  public void countAnswered(long used) {
    answered.add(1);
    tokens.add(used);
    ExecutorReplicas.instance().rows().countAnswered();
  }

  /** The same for a request that was answered with an error. */
  public void countFailed() {
    failed.add(1);
    ExecutorReplicas.instance().rows().countFailed();
  }
}
