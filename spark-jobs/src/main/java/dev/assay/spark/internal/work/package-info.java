/**
 * What makes a job resumable: chunks that are there once they are whole, and a lock that lets one
 * driver at a time work at them.
 */
package dev.assay.spark.internal.work;
