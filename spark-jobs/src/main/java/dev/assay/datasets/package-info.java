/**
 * Data sets on disk and from afar: Parquet and Arrow files without a Spark session, downloads, and
 * the folder that evaluations read.
 */
package dev.assay.datasets;
