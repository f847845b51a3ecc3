package dev.assay.rows;

/**
 * Where rows come from and go to.
 *
 * @param input a file of JSON Lines, or {@value #STANDARD} for standard input
 * @param output a file that does not exist yet, or {@value #STANDARD} for standard output
 */
public record RowFiles(String input, String output) {
  static final String STANDARD = "-";
}
