package dev.assay.spark.internal.progress;

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
}
