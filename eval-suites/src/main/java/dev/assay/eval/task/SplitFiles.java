package dev.assay.eval.task;

/**
 * One place where a split may lie.
 *
 * @param documents glob of the documents' files, relative to the data folder; several matches are
 *     read in the order of their names
 * @param labels file with one label per line, relative to the data folder; null where the documents
 *     carry their labels
 * @param labelColumn the column the labels become; null where there is no labels file
 */
public record SplitFiles(String documents, String labels, String labelColumn) {
  public SplitFiles {
    RequiredKey.of(documents, "documents");
    if ((labels == null) != (labelColumn == null)) {
      throw new IllegalArgumentException("'labels' and 'label_column' go together");
    }
  }
}
