/** {@code assay generate} and {@code assay batch}: answers to the rows of a table. */
package dev.assay.cli.generate;
