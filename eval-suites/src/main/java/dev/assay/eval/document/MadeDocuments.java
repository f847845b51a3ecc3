package dev.assay.eval.document;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents that are in no file, made of what models answered: sets of one data set, told apart by
 * its configurations.
 */
public final class MadeDocuments implements DocumentSource {
  private final String path;
  private final Map<String, DocumentSplit> sets = new HashMap<>();

  /**
   * Of no set yet.
   *
   * @param path the data set's, as tasks name it
   */
  public MadeDocuments(String path) {
    this.path = path;
  }

  /**
   * Adds a set.
   *
   * @param source what a run's specification says that it is made of
   */
  public void add(String set, String source, List<Document> documents) {
    StringBuilder lines = new StringBuilder();
    documents.forEach(document -> lines.append(document.fields()).append('\n'));
    DataFile file = new DataFile(source, Sha256.of(lines.toString()), documents.size());
    sets.put(set, new DocumentSplit(documents, List.of(file)));
  }

  @Override
  public boolean holds(DatasetReference dataset, String split) {
    return dataset.equals(new DatasetReference(path, dataset.configuration(), Map.of(), null))
        && sets.containsKey(dataset.configuration());
  }

  @Override
  public DocumentSplit split(DatasetReference dataset, String split) {
    if (!holds(dataset, split)) {
      throw new AssayException(
          ErrorKind.DATA,
          "there are no " + path + " of " + dataset.configuration(),
          "some are known of " + sets.keySet(),
          "name a set that was asked");
    }
    return sets.get(dataset.configuration());
  }
}
