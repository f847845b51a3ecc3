package dev.assay.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.task.SplitFiles;
import dev.assay.eval.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of benchmark data. */
public final class DataFolder {
  private final Path root;
  private final List<DocumentReader> readers;
  private final DataPlaces places;

  /**
   * @param readers asked in order who reads a file
   */
  public DataFolder(Path root, List<DocumentReader> readers) {
    this.root = root;
    this.readers = List.copyOf(readers);
    this.places = new DataPlaces(root, file -> reader(file) != null);
  }

  /**
   * Reads a split of a task.
   *
   * @throws AssayException of kind DATA where no place the task names holds it, a file cannot be
   *     read, a shard is not there, documents and labels differ in number, or rows it names are not
   *     there
   */
  public DataSplit split(Task task, String split) {
    DataPlaces.Place place = places.place(task, split);
    try {
      return notEmpty(task, split, read(place));
    } catch (IOException e) {
      throw DataPlaces.unreadable(task, split, e);
    }
  }

  private static DataSplit notEmpty(Task task, String split, DataSplit read) {
    if (read.documents().isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "the " + split + " split of task " + task.name() + " has no documents",
          String.join(", ", read.files().stream().map(DataFile::path).toList()) + " holds no row",
          "get the data again, or remove what is empty");
    }
    return read;
  }

  private DocumentReader reader(Path file) {
    return readers.stream().filter(reader -> reader.reads(file)).findFirst().orElse(null);
  }

  private DataSplit read(DataPlaces.Place place) throws IOException {
    List<SourceDocument> documents = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    for (Path file : place.documents()) {
      List<SourceDocument> rows = rows(file);
      files.add(dataFile(file, rows.size()));
      for (SourceDocument row : rows) {
        documents.add(new SourceDocument(documents.size(), row.fields(), row.error()));
      }
    }
    if (place.labels() == null) {
      return new DataSplit(place.rows() == null ? documents : rows(place, documents), files);
    }
    Path file = place.labels();
    List<String> labels = labels(file);
    if (labels.size() != documents.size()) {
      throw new IOException(
          file + " has " + labels.size() + " labels for " + documents.size() + " documents");
    }
    files.add(dataFile(file, labels.size()));
    return new DataSplit(labelled(documents, place.labelColumn(), labels), files);
  }

  private static List<SourceDocument> rows(DataPlaces.Place place, List<SourceDocument> documents)
      throws IOException {
    SplitFiles.Rows rows = place.rows();
    int end = rows.first() + rows.count();
    if (end > documents.size()) {
      throw new IOException(
          place.documents() + " has " + documents.size() + " rows, and " + end + " are needed");
    }
    List<SourceDocument> split = new ArrayList<>();
    for (SourceDocument row : documents.subList(rows.first(), end)) {
      split.add(new SourceDocument(split.size(), row.fields(), row.error()));
    }
    return split;
  }

  private List<SourceDocument> rows(Path file) throws IOException {
    try {
      return reader(file).read(file);
    } catch (IOException e) {
      // What the JDK throws of a damaged file does not name it.
      throw new IOException(file + ": " + e, e);
    }
  }

  /** One label per line; blank lines count, but for those at the end. */
  private static List<String> labels(Path file) throws IOException {
    List<String> labels = new ArrayList<>();
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      for (Utf8Lines.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.text() == null) {
          throw new IOException(file + ": label " + (labels.size() + 1) + " is not UTF-8");
        }
        labels.add(line.text().strip());
      }
    }
    while (!labels.isEmpty() && labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    return labels;
  }

  private static List<SourceDocument> labelled(
      List<SourceDocument> documents, String column, List<String> labels) {
    List<SourceDocument> labelled = new ArrayList<>();
    for (SourceDocument document : documents) {
      if (document.broken()) {
        labelled.add(document);
      } else {
        ObjectNode fields = document.fields().deepCopy();
        fields.set(column, label(labels.get(document.docId())));
        labelled.add(new SourceDocument(document.docId(), fields, null));
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

  private DataFile dataFile(Path file, long rows) throws IOException {
    String relative = root.relativize(file).toString().replace('\\', '/');
    return new DataFile(relative, Sha256.of(file), rows);
  }
}
