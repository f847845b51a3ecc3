package dev.assay.eval.registry;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.document.Document;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.FileFinding.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which split a file holds: by its content; where that is none's, by blocks of rows that are
 * the same, where they should be or a few rows off; then by its name; then by its columns and
 * number of rows.
 */
final class FileIdentification {
  /** The most rows that a file may have too few or too many and still be known by its blocks. */
  private static final int ROWS_OFF = 5;

  private final DatasetRegistry registry;
  private final FileForms forms;
  private final List<RegisteredSplit> splits;
  private final Map<Key, List<RegisteredSplit>> pinned = new HashMap<>();

  /** Content is comparable only under the same columns. */
  private record Key(List<Column> columns, String sha256) {}

  /** A reading whose content is known under a table's columns. */
  private record Measured(Reading reading, RegisteredSplit split, Content content) {}

  FileIdentification(DatasetRegistry registry, FileForms forms) {
    this.registry = registry;
    this.forms = forms;
    this.splits = registry.splits();
    for (RegisteredSplit split : splits) {
      if (split.split().pinned()) {
        Key key = new Key(split.table().columnList(), split.split().content());
        pinned.computeIfAbsent(key, none -> new ArrayList<>()).add(split);
      }
    }
  }

  /** One finding per split that the file holds; one at all events. */
  List<FileFinding> identify(LogicalFile file) throws IOException {
    List<Reading> readings;
    try {
      readings = readings(file);
    } catch (IOException e) {
      readings = List.of();
    }
    Map<Reading, Map<List<Column>, Content>> contents = new HashMap<>();
    for (Reading reading : readings) {
      contents.put(reading, contents(reading));
    }
    List<FileFinding> verified = verified(file, readings, contents);
    if (!verified.isEmpty()) {
      return verified;
    }
    FileFinding attachment = attachment(file);
    if (attachment != null) {
      return List.of(attachment);
    }
    Measured similar = similar(readings, contents);
    similar = similar == null ? shifted(readings, contents) : similar;
    if (similar != null) {
      return List.of(wrong(file, similar));
    }
    List<RegisteredSplit> named = splits.stream().filter(s -> s.namedBy(file.path())).toList();
    if (!named.isEmpty()) {
      FileFinding meant = meant(file, named, readings, contents);
      if (meant != null) {
        return List.of(meant);
      }
    }
    FileFinding shaped = shaped(file, readings);
    return List.of(
        shaped != null
            ? shaped
            : new FileFinding(file.path(), State.UNKNOWN, null, "", "", null, List.of()));
  }

  private List<Reading> readings(LogicalFile file) throws IOException {
    List<Reading> readings = new ArrayList<>();
    for (Reading reading : Reading.all(forms, file.parts())) {
      readings.add(reading);
      for (Dataset dataset : registry.datasets()) {
        for (DatasetTable table : dataset.tables().values()) {
          if (table.labels() != null && reading.missing(table).equals(List.of(table.labels()))) {
            readings.addAll(0, LabelFiles.pairs(reading, file.parts().get(0), table.labels()));
          }
        }
      }
    }
    return readings;
  }

  /** By each list of columns that the reading has. */
  private Map<List<Column>, Content> contents(Reading reading) {
    Map<List<Column>, Content> contents = new HashMap<>();
    for (RegisteredSplit split : splits) {
      if (reading.has(split.table())) {
        contents.computeIfAbsent(
            split.table().columnList(), columns -> Content.of(columns, reading.documents()));
      }
    }
    return contents;
  }

  private List<FileFinding> verified(
      LogicalFile file, List<Reading> readings, Map<Reading, Map<List<Column>, Content>> contents) {
    for (Reading reading : readings) {
      List<FileFinding> findings = new ArrayList<>();
      contents
          .get(reading)
          .forEach(
              (columns, content) ->
                  pinned
                      .getOrDefault(new Key(columns, content.sha256()), List.of())
                      .forEach(
                          split ->
                              findings.add(
                                  finding(file, State.VERIFIED, split, reading, "", content))));
      if (!findings.isEmpty()) {
        return findings;
      }
    }
    return List.of();
  }

  private FileFinding attachment(LogicalFile file) throws IOException {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    String sha256 = null;
    FileFinding found = null;
    for (Dataset dataset : registry.datasets()) {
      for (Dataset.Attachment attachment : dataset.attachments()) {
        sha256 = sha256 == null ? Sha256.of(file.parts().get(0)) : sha256;
        boolean same = attachment.sha256().equals(sha256);
        if (same || attachment.name().equals(name)) {
          String detail = dataset.name() + ": " + attachment.name();
          found =
              new FileFinding(
                  file.path(),
                  same ? State.ATTACHMENT : State.WRONG,
                  null,
                  "",
                  same ? detail : detail + " has other bytes: sha256 " + sha256,
                  null,
                  List.of(new DatasetSplit.KnownFile("bytes", sha256)));
        }
        if (same) {
          return found;
        }
      }
    }
    return found;
  }

  private Measured similar(
      List<Reading> readings, Map<Reading, Map<List<Column>, Content>> contents) {
    Measured best = null;
    long most = 0;
    for (Reading reading : readings) {
      for (RegisteredSplit split : splits) {
        Content content = contents.get(reading).get(split.table().columnList());
        if (content != null && split.split().pinned()) {
          long shared = content.blocksShared(split.split().blockList());
          if (shared > most) {
            most = shared;
            best = new Measured(reading, split, content);
          }
        }
      }
    }
    return best;
  }

  /** Of an early row that is missing or too many, every block after it is a few rows off. */
  private Measured shifted(
      List<Reading> readings, Map<Reading, Map<List<Column>, Content>> contents) {
    for (Reading reading : readings) {
      for (RegisteredSplit split : splits) {
        List<Column> columns = split.table().columnList();
        Content content = contents.get(reading).get(columns);
        if (content == null || !split.split().pinned()) {
          continue;
        }
        int missing = Math.toIntExact(split.split().rows() - content.rows());
        if (missing != 0 && Math.abs(missing) <= ROWS_OFF) {
          Content moved = Content.of(columns, moved(reading.documents(), missing));
          if (moved.blocksShared(split.split().blockList()) > 0) {
            return new Measured(reading, split, content);
          }
        }
      }
    }
    return null;
  }

  /** With so many rows more at the beginning; fewer, where the number is negative. */
  private static List<Document> moved(List<Document> documents, int rows) {
    if (rows < 0) {
      return documents.subList(Math.min(-rows, documents.size()), documents.size());
    }
    List<Document> moved = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      moved.add(new Document(i, null, "not there"));
    }
    moved.addAll(documents);
    return moved;
  }

  /**
   * The file is named as a split: either the registry does not know that one, or it is wrong. Null
   * where it has nothing of the split but words of its path.
   */
  private static FileFinding meant(
      LogicalFile file,
      List<RegisteredSplit> named,
      List<Reading> readings,
      Map<Reading, Map<List<Column>, Content>> contents) {
    for (RegisteredSplit split : named) {
      for (Reading reading : readings) {
        Content content = contents.get(reading).get(split.table().columnList());
        if (content != null && split.split().pinned()) {
          return wrong(file, new Measured(reading, split, content));
        }
        if (content != null) {
          return finding(file, State.NOT_PINNED, split, reading, "", content);
        }
      }
    }
    RegisteredSplit split = named.get(0);
    if (readings.isEmpty()) {
      String detail = "it cannot be read: it is damaged, or of an unknown form";
      return new FileFinding(file.path(), State.WRONG, split, "", detail, null, List.of());
    }
    Reading nearest =
        readings.stream()
            .min(Comparator.comparingInt(reading -> reading.missing(split.table()).size()))
            .orElseThrow();
    boolean nothingOfIt = nearest.missing(split.table()).size() == split.table().columns().size();
    return nothingOfIt && !split.namedExactly(file.path())
        ? null
        : finding(file, State.WRONG, split, nearest, missing(split, nearest), null);
  }

  /**
   * As many rows as exactly one split, and at least half of its columns, two or more, but not all:
   * one was renamed.
   */
  private FileFinding shaped(LogicalFile file, List<Reading> readings) {
    for (Reading reading : readings) {
      List<RegisteredSplit> like =
          splits.stream()
              .filter(split -> split.split().pinned())
              .filter(split -> split.split().rows() == reading.documents().size())
              .filter(
                  split -> {
                    int all = split.table().columns().size();
                    int missing = reading.missing(split.table()).size();
                    return missing > 0 && 2 * missing <= all && all - missing > 1;
                  })
              .toList();
      if (like.size() == 1) {
        RegisteredSplit split = like.get(0);
        return finding(file, State.WRONG, split, reading, missing(split, reading), null);
      }
    }
    return null;
  }

  private static FileFinding wrong(LogicalFile file, Measured measured) {
    String difference = Difference.between(measured.split().split(), measured.content());
    String detail = file.problem() == null ? difference : file.problem() + ", and so " + difference;
    return finding(
        file, State.WRONG, measured.split(), measured.reading(), detail, measured.content());
  }

  static String missing(RegisteredSplit split, Reading reading) {
    List<String> missing = reading.missing(split.table());
    List<String> more =
        reading.columns().stream()
            .filter(name -> !split.table().columns().containsKey(name))
            .toList();
    return (missing.size() == 1 ? "column '" : "columns '")
        + String.join("', '", missing)
        + (missing.size() == 1 ? "' is missing" : "' are missing")
        + (more.isEmpty() ? "" : ", '" + String.join("', '", more) + "' not of the set")
        + "; found "
        + String.join(", ", reading.columns());
  }

  private static FileFinding finding(
      LogicalFile file,
      State state,
      RegisteredSplit split,
      Reading reading,
      String detail,
      Content content) {
    Path labels = reading.labels();
    String path = labels == null ? file.path() : file.path() + " with " + labels.getFileName();
    return new FileFinding(path, state, split, reading.form(), detail, content, reading.files());
  }
}
