/**
 * Tasks whose answers are generated: their prompts answered as a table, chunk by chunk, and scored
 * from that table, as often as wanted and without the model.
 */
package dev.assay.spark.internal.completion;
