package dev.assay.eval.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.form.FileForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows of a split, read from a file that is known to be meant.
 *
 * @param split that they are of
 * @param rows in canonical form
 * @param content their digests
 */
public record SplitRows(RegisteredSplit split, List<ObjectNode> rows, Content content) {
  public SplitRows {
    rows = List.copyOf(rows);
  }

  /**
   * @param file in any of the forms
   * @param labels one per line; null where the rows carry them
   * @throws IOException if no form reads the file, it lacks columns, or a row does not fit
   */
  public static SplitRows read(RegisteredSplit split, Path file, Path labels, FileForms forms)
      throws IOException {
    DatasetTable table = split.table();
    List<Reading> readings = Reading.all(forms, List.of(file));
    if (readings.isEmpty()) {
      throw new IOException("the file is damaged, or of an unknown form");
    }
    Reading nearest = null;
    for (Reading each : readings) {
      Reading reading =
          labels == null ? each : each.labelled(table.labels(), labels, Files.readAllLines(labels));
      if (nearest == null || reading.missing(table).size() < nearest.missing(table).size()) {
        nearest = reading;
      }
    }
    if (!nearest.has(table)) {
      throw new IOException(FileIdentification.missing(split, nearest));
    }
    List<Column> columns = table.columnList();
    Content content = Content.of(columns, nearest.documents());
    if (content.problem() != null) {
      throw new IOException(content.problem());
    }
    return new SplitRows(
        split,
        nearest.documents().stream()
            .map(document -> Content.canonical(columns, document.fields()))
            .toList(),
        content);
  }

  /** How they differ from what the manifest says; null where they do not, or it says nothing. */
  public String difference() {
    return !split.split().pinned() || split.split().content().equals(content.sha256())
        ? null
        : Difference.between(split.split(), content);
  }
}
