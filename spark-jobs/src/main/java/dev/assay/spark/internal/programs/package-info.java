/**
 * Programs that models wrote, run on executors: one at a time for each task slot, after all answers
 * are there, and with verdicts as rows. What is run, and that somebody allowed it, is the caller's
 * to know.
 */
package dev.assay.spark.internal.programs;
