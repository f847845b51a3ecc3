/**
 * Results in the shapes that people of the field parse: table, results JSON, samples JSON Lines.
 */
package dev.assay.eval.report;
