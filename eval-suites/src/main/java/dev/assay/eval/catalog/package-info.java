/**
 * Task files in the form of the field's reference harness (lm-evaluation-harness 0.4.13): where
 * they lie, what they say, and which of them a user selects.
 */
package dev.assay.eval.catalog;
