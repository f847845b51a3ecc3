package dev.assay.eval.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForm;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.form.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A file's rows, as one form reads them.
 *
 * @param form e.g. {@code jsonl}
 * @param documents the rows
 * @param columns names that occur in any row, in order
 * @param files whose bytes were read
 * @param labels the file that one column was taken from; null where there is none
 */
record Reading(
    String form,
    List<Document> documents,
    Set<String> columns,
    List<DatasetSplit.KnownFile> files,
    Path labels) {

  private static Reading of(FileForm form, FileForms forms, List<Path> parts) throws IOException {
    List<Document> documents = new ArrayList<>();
    List<DatasetSplit.KnownFile> files = new ArrayList<>();
    for (Path part : parts) {
      SourceFile source = forms.open(part);
      for (Document row : form.read(source)) {
        documents.add(new Document(documents.size(), row.fields(), row.error()));
      }
      String label = source.label(form);
      files.add(new DatasetSplit.KnownFile(label, Sha256.of(part)));
    }
    Set<String> columns = new LinkedHashSet<>();
    for (Document document : documents) {
      if (!document.broken()) {
        document.fields().fieldNames().forEachRemaining(columns::add);
      }
    }
    return new Reading(files.get(0).form(), documents, columns, files, null);
  }

  /** As every form reads the file that may; those that cannot are left out. */
  static List<Reading> all(FileForms forms, List<Path> parts) throws IOException {
    SourceFile first = forms.open(parts.get(0));
    List<Reading> readings = new ArrayList<>();
    for (FileForm form : forms.forms()) {
      if (form.mayBegin(first.head())) {
        try {
          readings.add(of(form, forms, parts));
        } catch (IOException e) {
          // Not this form, or damaged: whoever finds no reading at all says so.
          continue;
        }
      }
    }
    return readings;
  }

  /** With a column that a file of labels carries, one per line. */
  Reading labelled(String column, Path file, List<String> labels) throws IOException {
    List<Document> labelled = new ArrayList<>();
    for (Document document : documents) {
      ObjectNode fields = document.broken() ? null : document.fields().deepCopy();
      if (fields != null && document.number() < labels.size()) {
        fields.put(column, labels.get(document.number()));
      }
      labelled.add(new Document(document.number(), fields, document.error()));
    }
    Set<String> all = new LinkedHashSet<>(columns);
    all.add(column);
    List<DatasetSplit.KnownFile> both = new ArrayList<>();
    files.forEach(
        known ->
            both.add(
                new DatasetSplit.KnownFile(known.form() + " without " + column, known.sha256())));
    both.add(new DatasetSplit.KnownFile("labels", Sha256.of(file)));
    return new Reading(form + " with labels", labelled, all, both, file);
  }

  boolean has(DatasetTable table) {
    return columns.containsAll(table.columns().keySet());
  }

  /** The names of the table's columns that are not here. */
  List<String> missing(DatasetTable table) {
    return table.columns().keySet().stream().filter(name -> !columns.contains(name)).toList();
  }
}
