/**
 * Models side by side as a job: answers are runs, judgements are runs, and what follows from both
 * is written under an id of its own.
 */
package dev.assay.spark.internal.sidebyside;
