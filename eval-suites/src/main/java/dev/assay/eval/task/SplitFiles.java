package dev.assay.eval.task;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One place where a split may lie.
 *
 * @param documents glob of the documents' files, relative to the data folder; several matches are
 *     read in the order of their names
 * @param labels file with one label per line, relative to the data folder; null where the documents
 *     carry their labels
 * @param labelColumn the column the labels become; null where there is no labels file
 * @param rows which rows of the files are the split's; null for all
 */
public record SplitFiles(
    String documents,
    String labels,
    String labelColumn,
    @JsonInclude(JsonInclude.Include.NON_NULL) Rows rows) {

  /**
   * Rows that follow each other.
   *
   * @param first the first one, from 0
   * @param count how many
   */
  public record Rows(int first, int count) {
    public Rows {
      if (first < 0 || count < 1) {
        throw new IllegalArgumentException("'rows' are " + count + " from " + first);
      }
    }
  }

  public SplitFiles {
    RequiredKey.of(documents, "documents");
    if ((labels == null) != (labelColumn == null)) {
      throw new IllegalArgumentException("'labels' and 'label_column' go together");
    }
    if (labels != null && rows != null) {
      throw new IllegalArgumentException("'labels' and 'rows' do not go together");
    }
  }
}
