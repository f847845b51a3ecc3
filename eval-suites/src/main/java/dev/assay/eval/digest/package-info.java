/** Checksums: how texts and files are told apart in tables, reports and run ids. */
package dev.assay.eval.digest;
