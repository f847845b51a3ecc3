package dev.assay.spark;

import java.io.Serializable;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks count, under the names that Spark's UI shows.
 *
 * @param scored requests answered with scores
 * @param computed tokens that went through the layers
 * @param failed requests answered with an error
 */
record TaskCounts(LongAccumulator scored, LongAccumulator computed, LongAccumulator failed)
    implements Serializable {}
