package dev.assay.eval.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.digest.Sha256;
import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.task.DataSource;
import dev.assay.eval.task.SplitFiles;
import dev.assay.eval.task.TaskDefinition;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder of benchmark data. */
public final class DataFolder {
  private static final Pattern SHARD = Pattern.compile("(.*-)[0-9]{5}-of-([0-9]{5})\\..*");

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
   * @throws AssayException of kind DATA where no place the task names holds it, a file cannot be
   *     read, a shard is not there, or documents and labels differ in number
   */
  public DataSplit split(TaskDefinition task, String split) {
    List<SplitFiles> places = task.source().files().get(split);
    try {
      for (SplitFiles place : places) {
        List<Path> found = matches(place.documents());
        boolean labelled = place.labels() == null || Files.exists(root.resolve(place.labels()));
        if (!found.isEmpty() && labelled) {
          return notEmpty(task, split, read(place, found));
        }
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the " + split + " split of task " + task.name() + " cannot be read",
          e.getMessage(),
          "check that file, or get it again",
          e);
    }
    throw missing(task, split, places);
  }

  private static DataSplit notEmpty(TaskDefinition task, String split, DataSplit read) {
    if (read.documents().isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "the " + split + " split of task " + task.name() + " has no documents",
          String.join(", ", read.files().stream().map(DataFile::path).toList()) + " holds no row",
          "get the data again, or remove what is empty");
    }
    return read;
  }

  private AssayException missing(TaskDefinition task, String split, List<SplitFiles> places) {
    List<String> looked = places.stream().map(DataFolder::described).toList();
    DataSource source = task.source();
    String configuration =
        source.configuration().isEmpty() ? "" : " (" + source.configuration() + ")";
    return new AssayException(
        ErrorKind.DATA,
        "the " + split + " split of task " + task.name() + " is missing",
        "looked in " + root.toAbsolutePath().normalize() + " for " + String.join(", ", looked),
        source.comesWithAssay()
            ? "point --data to the folder " + source.homepage() + " that comes with Assay"
            : "get dataset "
                + source.dataset()
                + configuration
                + " from the Hugging Face hub, licence "
                + source.licence()
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
    checkShards(found);
    return found;
  }

  /** A shard that is not there would silently make another benchmark of the split. */
  private static void checkShards(List<Path> found) throws IOException {
    for (Path file : found) {
      Matcher shard = SHARD.matcher(file.getFileName().toString());
      if (shard.matches()) {
        String name = shard.group(1);
        long there =
            found.stream().filter(other -> other.getFileName().toString().startsWith(name)).count();
        if (there != Long.parseLong(shard.group(2))) {
          throw new IOException(
              file + " is one of " + there + " shards, its name says of " + shard.group(2));
        }
      }
    }
  }

  private DocumentReader reader(Path file) {
    return readers.stream().filter(reader -> reader.reads(file)).findFirst().orElse(null);
  }

  private DataSplit read(SplitFiles place, List<Path> found) throws IOException {
    List<SourceDocument> documents = new ArrayList<>();
    List<DataFile> files = new ArrayList<>();
    for (Path file : found) {
      List<SourceDocument> rows = rows(file);
      files.add(dataFile(file, rows.size()));
      for (SourceDocument row : rows) {
        documents.add(new SourceDocument(documents.size(), row.fields(), row.error()));
      }
    }
    if (place.labels() == null) {
      return new DataSplit(documents, files);
    }
    Path file = root.resolve(place.labels());
    List<String> labels = labels(file);
    if (labels.size() != documents.size()) {
      throw new IOException(
          file + " has " + labels.size() + " labels for " + documents.size() + " documents");
    }
    files.add(dataFile(file, labels.size()));
    return new DataSplit(labelled(documents, place.labelColumn(), labels), files);
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
