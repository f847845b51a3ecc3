/**
 * Forms of data files: how rows are read from JSON, CSV, TSV and plain text. A form is told by the
 * file's bytes, not by its name; files may be gzip-compressed.
 */
package dev.assay.eval.form;
