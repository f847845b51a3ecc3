package dev.assay.eval.data;

import java.util.List;

/** The documents of one split of a task, in order, and the files they were read from. */
public record DataSplit(List<SourceDocument> documents, List<DataFile> files) {
  public DataSplit {
    documents = List.copyOf(documents);
    files = List.copyOf(files);
  }
}
