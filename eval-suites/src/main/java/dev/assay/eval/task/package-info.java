/** Tasks as data: what a benchmark reads, asks and measures, and which groups it counts in. */
package dev.assay.eval.task;
