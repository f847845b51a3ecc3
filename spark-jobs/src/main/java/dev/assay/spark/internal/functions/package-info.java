/**
 * What a model does with a row, whoever asks: a table, a DataFrame, SQL. Arguments and results are
 * Spark's internal values, so that rows keep every byte they came with.
 */
package dev.assay.spark.internal.functions;
