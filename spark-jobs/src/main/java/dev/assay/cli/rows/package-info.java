/** {@code assay score} and {@code assay tokenize}: JSON Lines in, JSON Lines out, without Spark. */
package dev.assay.cli.rows;
