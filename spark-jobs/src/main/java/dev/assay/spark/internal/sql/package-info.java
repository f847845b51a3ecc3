/**
 * Model functions inside Spark's query plans. A call ({@link
 * dev.assay.spark.internal.sql.ModelCall}) evaluates a row at a time where Spark leaves it in an
 * expression; a planner rule takes calls out of projections and filters into a node of their own,
 * which keeps many rows under way, as Spark does with Python's functions. SQL reaches them through
 * a function catalog, everything else through {@link dev.assay.spark.internal.sql.ModelCalls}.
 */
package dev.assay.spark.internal.sql;
