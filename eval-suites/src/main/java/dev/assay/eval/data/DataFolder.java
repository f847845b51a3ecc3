package dev.assay.eval.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.task.SplitFiles;
import dev.assay.eval.task.TaskDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of benchmark data. */
public final class DataFolder {
  private final Path root;
  private final List<DocumentReader> readers;

  /**
   * @param readers asked in order who reads a file
   */
  public DataFolder(Path root, List<DocumentReader> readers) {
    this.root = root;
    this.readers = List.copyOf(readers);
  }

  /**
   * Reads a split of a task.
   *
   * @throws AssayException of kind DATA where no place the task names holds it, or a file cannot be
   *     read
   */
  public DataSplit split(TaskDefinition task, String split) {
    List<SplitFiles> places = task.source().files().get(split);
    try {
      for (SplitFiles place : places) {
        List<Path> found = matches(place.documents());
        boolean labelled = place.labels() == null || Files.exists(root.resolve(place.labels()));
        if (!found.isEmpty() && labelled) {
          return read(place, found);
        }
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the " + split + " split of task " + task.name() + " cannot be read",
          e.toString(),
          "check the files below " + root.toAbsolutePath(),
          e);
    }
    throw missing(task, split, places);
  }

  private AssayException missing(TaskDefinition task, String split, List<SplitFiles> places) {
    List<String> looked = places.stream().map(DataFolder::described).toList();
    String configuration =
        task.source().configuration().isEmpty() ? "" : " (" + task.source().configuration() + ")";
    return new AssayException(
        ErrorKind.DATA,
        "the " + split + " split of task " + task.name() + " is missing",
        "looked in " + root.toAbsolutePath().normalize() + " for " + String.join(", ", looked),
        "get dataset "
            + task.source().dataset()
            + configuration
            + " from the Hugging Face hub, licence "
            + task.source().licence()
            + ", and put its files there, or point --data to the folder that holds them");
  }

  private static String described(SplitFiles place) {
    return place.documents() + (place.labels() == null ? "" : " with " + place.labels());
  }

  /** Files below the root that a relative glob names, in the order of their names. */
  private List<Path> matches(String glob) throws IOException {
    int slash = glob.lastIndexOf('/');
    Path folder = root.resolve(glob.substring(0, Math.max(0, slash)));
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder, glob.substring(slash + 1))) {
        files.forEach(found::add);
      }
    }
    found.removeIf(file -> reader(file) == null || !Files.isRegularFile(file));
    found.sort(null);
    return found;
  }

  private DocumentReader reader(Path file) {
    return readers.stream().filter(reader -> reader.reads(file)).findFirst().orElse(null);
  }

  private DataSplit read(SplitFiles place, List<Path> found) throws IOException {
    List<SourceDocument> documents = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    for (Path file : found) {
      List<SourceDocument> rows = reader(file).read(file);
      files.add(dataFile(file, rows.size()));
      for (SourceDocument row : rows) {
        documents.add(new SourceDocument(documents.size(), row.fields(), row.error()));
      }
    }
    if (place.labels() == null) {
      return new DataSplit(documents, files);
    }
    Path labels = root.resolve(place.labels());
    List<String> values =
        Files.readAllLines(labels, StandardCharsets.UTF_8).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (values.size() != documents.size()) {
      throw new IOException(
          labels + " has " + values.size() + " labels for " + documents.size() + " documents");
    }
    files.add(dataFile(labels, values.size()));
    return new DataSplit(labelled(documents, place.labelColumn(), values), files);
  }

  private static List<SourceDocument> labelled(
      List<SourceDocument> documents, String column, List<String> labels) {
    List<SourceDocument> labelled = new ArrayList<>();
    for (SourceDocument document : documents) {
      if (document.broken()) {
        labelled.add(document);
      } else {
        ObjectNode fields = document.fields().deepCopy();
        fields.set(column, TextNode.valueOf(labels.get(document.docId())));
        labelled.add(new SourceDocument(document.docId(), fields, null));
      }
    }
    return labelled;
  }

  private DataFile dataFile(Path file, long rows) throws IOException {
    String relative = root.relativize(file).toString().replace('\\', '/');
    return new DataFile(relative, FileDigest.sha256(file), rows);
  }
}
