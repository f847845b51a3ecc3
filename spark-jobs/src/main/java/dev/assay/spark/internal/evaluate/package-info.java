/**
 * Evaluation on Spark: the driver builds and shares out requests, one replica per executor answers
 * them, outcomes are committed chunk by chunk and become tables.
 */
package dev.assay.spark.internal.evaluate;
