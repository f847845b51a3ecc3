/**
 * Commands over JSON Lines: rows in, the same rows with their answers out, one process, no Spark.
 *
 * <p>A row comes out as it came, all its fields in their order, and its answer after them; a field
 * that has an answer's name, or {@code error}, is replaced. Rows come out in the order they came
 * in. A row that cannot be answered comes out with {@code "error": {"code": …, "message": …}}, a
 * line that is no JSON object as {@code {"line": …, "error": …}}; a blank line is no row.
 */
package dev.assay.rows;
