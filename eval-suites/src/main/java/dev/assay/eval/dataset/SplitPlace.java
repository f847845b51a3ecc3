package dev.assay.eval.dataset;

import dev.assay.eval.registry.Column;
import dev.assay.eval.registry.DatasetPlace;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a split lies.
 *
 * @param documents files of documents, in order
 * @param labels file of one label per line; null where documents have theirs in a column
 * @param labelColumn the column that the labels become; null likewise
 * @param rows which of the documents are the split's; null for all
 * @param columns whose types texts between delimiters become; null where the texts tell
 * @param form name of the one form that the files have; null where their bytes tell
 */
record SplitPlace(
    List<Path> documents,
    Path labels,
    String labelColumn,
    DatasetPlace.Rows rows,
    List<Column> columns,
    String form) {
  SplitPlace {
    documents = List.copyOf(documents);
  }

  static SplitPlace of(List<Path> documents) {
    return new SplitPlace(documents, null, null, null, null, null);
  }
}
