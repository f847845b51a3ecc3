/** The {@code assay} command. */
package dev.assay.cli;
