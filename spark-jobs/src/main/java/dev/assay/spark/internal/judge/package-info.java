/**
 * Answers of one model judged by another: a run like any other, whose documents are the answers.
 */
package dev.assay.spark.internal.judge;
