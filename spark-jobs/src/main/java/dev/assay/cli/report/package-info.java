/** {@code assay report}: runs as a page, from their tables. */
package dev.assay.cli.report;
