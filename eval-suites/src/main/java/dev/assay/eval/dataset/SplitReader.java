package dev.assay.eval.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a split from its files. */
final class SplitReader {
  private final Path root;
  private final FileForms forms;

  /**
   * @param root against which files are named
   */
  SplitReader(Path root, FileForms forms) {
    this.root = root;
    this.forms = forms;
  }

  /**
   * @throws IOException that names the file if one cannot be read, documents and labels differ in
   *     number, or rows that are wanted are not there
   */
  DocumentSplit read(SplitPlace place) throws IOException {
    FileForms its = place.form() == null ? forms : forms.only(place.form());
    List<Document> documents = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    for (Path file : place.documents()) {
      FileForms.Rows read = its.rows(file);
      List<Document> rows =
          read.form() == null || read.form().typed()
              ? read.documents()
              : DelimitedTypes.typed(read.documents(), place.columns());
      files.add(dataFile(file, rows.size()));
      for (Document row : rows) {
        documents.add(new Document(documents.size(), row.fields(), row.error()));
      }
    }
    if (place.labels() == null) {
      return new DocumentSplit(place.rows() == null ? documents : rows(place, documents), files);
    }
    List<String> labels = FileForms.labels(place.labels());
    if (labels.size() != documents.size()) {
      throw new IOException(
          place.labels()
              + " has "
              + labels.size()
              + " labels for "
              + documents.size()
              + " documents");
    }
    files.add(dataFile(place.labels(), labels.size()));
    return new DocumentSplit(labelled(documents, place.labelColumn(), labels), files);
  }

  private static List<Document> rows(SplitPlace place, List<Document> documents)
      throws IOException {
    DatasetPlace.Rows rows = place.rows();
    int end = rows.first() + rows.count();
    if (end > documents.size()) {
      throw new IOException(
          place.documents() + " has " + documents.size() + " rows, and " + end + " are needed");
    }
    return numbered(documents.subList(rows.first(), end));
  }

  /** The same documents, counted from 0. */
  static List<Document> numbered(List<Document> documents) {
    List<Document> numbered = new ArrayList<>();
    for (Document row : documents) {
      numbered.add(new Document(numbered.size(), row.fields(), row.error()));
    }
    return numbered;
  }

  private static List<Document> labelled(
      List<Document> documents, String column, List<String> labels) {
    List<Document> labelled = new ArrayList<>();
    for (Document document : documents) {
      if (document.broken()) {
        labelled.add(document);
      } else {
        ObjectNode fields = document.fields().deepCopy();
        fields.set(column, label(labels.get(document.number())));
        labelled.add(new Document(document.number(), fields, null));
      }
    }
    return labelled;
  }

  /** An index becomes a number, as in the same data on the Hugging Face hub. */
  private static JsonNode label(String text) {
    return text.matches("0|[1-9][0-9]{0,8}")
        ? IntNode.valueOf(Integer.parseInt(text))
        : TextNode.valueOf(text);
  }

  /** Below the root by its way from there; elsewhere as it was named. */
  private DataFile dataFile(Path file, long rows) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path below = root.toAbsolutePath().normalize();
    Path name = absolute.startsWith(below) ? below.relativize(absolute) : file;
    return new DataFile(name.toString().replace('\\', '/'), Sha256.of(file), rows);
  }
}
