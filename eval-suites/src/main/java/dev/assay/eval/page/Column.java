package dev.assay.eval.page;

/**
 * A column of a table.
 *
 * @param isNumber whether its cells stand to the right, and sort from the greatest down
 */
public record Column(String name, boolean isNumber) {
  public static Column text(String name) {
    return new Column(name, false);
  }

  public static Column number(String name) {
    return new Column(name, true);
  }
}
