/** From a data set's name to its documents: which files of which folder hold a split. */
package dev.assay.eval.dataset;
