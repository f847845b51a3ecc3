/**
 * What every comparison needs to say how sure it is: resampling of clusters, intervals, tests and
 * their adjustment, sums that no order changes, and the maximum of a likelihood. Knows nothing of
 * tasks, runs or judges.
 */
package dev.assay.eval.statistic;
