package dev.assay.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts for the eye while a run goes on, by the names that Spark's UI shows. Retried tasks count
 * twice here; what is reported in the end is counted in the tables.
 */
record LiveCounts(LongAccumulator scored, LongAccumulator computed, LongAccumulator failed)
    implements Serializable {

  static LiveCounts in(SparkContext context) {
    return new LiveCounts(
        context.longAccumulator("assay requests scored"),
        context.longAccumulator("assay tokens computed"),
        context.longAccumulator("assay requests failed"));
  }
}
