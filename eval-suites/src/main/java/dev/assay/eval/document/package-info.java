/** Documents of data sets: where a split lies, and its rows. */
package dev.assay.eval.document;
