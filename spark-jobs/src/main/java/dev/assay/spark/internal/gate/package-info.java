/**
 * A gate as a job: finds the baseline, decides, keeps the history, writes the reports, {@code
 * gate.json} last.
 */
package dev.assay.spark.internal.gate;
