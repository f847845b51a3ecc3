/**
 * What the items that two runs share say about a difference: its test, its interval, and how small
 * a difference they could show. Knows numbers and clusters, no tasks.
 */
package dev.assay.eval.gate.evidence;
