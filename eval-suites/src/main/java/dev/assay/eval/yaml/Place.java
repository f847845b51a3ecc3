package dev.assay.eval.yaml;

/**
 * Where a value stands.
 *
 * @param line from 1
 */
public record Place(String file, int line) {
  /** {@code tasks/mine.yaml:12}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
