/**
 * Generation over tables: {@link dev.assay.spark.internal.generate.RowGeneration} adds a column of
 * answers to a DataFrame, {@link dev.assay.spark.internal.generate.GenerateJob} makes a table of a
 * table, chunk by chunk, so that a job that was stopped continues.
 */
package dev.assay.spark.internal.generate;
