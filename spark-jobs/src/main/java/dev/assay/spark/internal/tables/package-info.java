/**
 * The result tables: their columns, where the rows of a run lie, how they are written and read, and
 * what every run says of itself, whether its answers were chosen or generated.
 */
package dev.assay.spark.internal.tables;
