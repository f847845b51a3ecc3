/** {@code assay data}: benchmark data listed, fetched, pinned and verified. */
package dev.assay.cli.data;
