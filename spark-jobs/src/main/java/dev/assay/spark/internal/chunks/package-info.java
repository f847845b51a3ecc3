/**
 * Jobs done in chunks, each committed as a whole, so that a job that stopped goes on: {@link
 * dev.assay.spark.internal.chunks.ChunkedJob} is the protocol, {@link
 * dev.assay.spark.internal.chunks.ChunkedWork} what differs from job to job.
 */
package dev.assay.spark.internal.chunks;
