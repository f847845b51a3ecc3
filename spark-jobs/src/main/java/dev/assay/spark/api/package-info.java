/**
 * What programs on Spark compile against and configure by name; everything else below {@code
 * dev.assay.spark} is internal and may change with any release. {@link
 * dev.assay.spark.api.Generation} adds a column of answers to a DataFrame, {@link
 * dev.assay.spark.api.GenerationTransformer} does so as a stage of a spark.ml pipeline; {@link
 * dev.assay.spark.api.AssayCatalog} brings model functions to SQL, which {@link
 * dev.assay.spark.api.AssayExtension} evaluates over batches of rows; {@link
 * dev.assay.spark.api.AssayPlugin} warms executors and measures them.
 *
 * @since 0.1
 */
package dev.assay.spark.api;
