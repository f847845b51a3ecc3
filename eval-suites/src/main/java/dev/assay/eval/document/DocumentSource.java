package dev.assay.eval.document;

/** Where splits of data sets come from. */
public interface DocumentSource {
  /**
   * A split's documents, in order.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA where the split is missing, with what
   *     to fetch or where to put which file, or cannot be read
   */
  DocumentSplit split(DatasetReference dataset, String split);

  /** Whether the split is somewhere, perhaps damaged. */
  default boolean holds(DatasetReference dataset, String split) {
    return true;
  }
}
