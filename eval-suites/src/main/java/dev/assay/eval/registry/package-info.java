/**
 * The registry of data sets: a manifest each (licence, sources, columns, splits with their
 * digests), and which files of a folder hold them, told by content.
 */
package dev.assay.eval.registry;
