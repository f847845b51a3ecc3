/** {@code assay bench}: what this machine makes of a model, as tables, a page and Parquet. */
package dev.assay.cli.bench;
