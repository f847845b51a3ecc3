package dev.assay.eval.document;

import java.util.List;

/**
 * A split, read.
 *
 * @param files it was read from, in order
 */
public record DocumentSplit(List<Document> documents, List<DataFile> files) {
  public DocumentSplit {
    documents = List.copyOf(documents);
    files = List.copyOf(files);
  }
}
