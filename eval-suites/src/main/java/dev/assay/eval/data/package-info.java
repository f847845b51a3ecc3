/** Benchmark data on disk: which files hold a split, what they hold, and their checksums. */
package dev.assay.eval.data;
