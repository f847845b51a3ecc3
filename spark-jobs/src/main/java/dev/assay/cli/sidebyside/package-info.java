/** {@code assay side-by-side}: models compared by their answers, by judges and by people. */
package dev.assay.cli.sidebyside;
