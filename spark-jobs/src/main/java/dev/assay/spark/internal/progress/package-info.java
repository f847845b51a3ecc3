/** How far a job is: what tasks count, seen while they run, and told every few seconds. */
package dev.assay.spark.internal.progress;
