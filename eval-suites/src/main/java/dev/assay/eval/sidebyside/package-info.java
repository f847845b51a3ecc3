/**
 * Models side by side: whose answers meet in which pairs, what judges say of them, and what
 * follows. A rate is of a candidate against a baseline, by a judge, and is never said without them.
 */
package dev.assay.eval.sidebyside;
