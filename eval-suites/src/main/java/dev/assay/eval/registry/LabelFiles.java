package dev.assay.eval.registry;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of labels, one per line, that lie beside the rows they belong to. */
final class LabelFiles {
  private LabelFiles() {}

  /**
   * The readings with each file of labels that may belong to them: the one named after the rows
   * ({@code valid.jsonl}, {@code valid-labels.lst}) first, then those with as many lines.
   */
  static List<Reading> pairs(Reading reading, Path rows, String column) throws IOException {
    String name = rows.getFileName().toString();
    String own = name.replaceAll("\\.jsonl?(\\.gz)?$", "") + "-labels.lst";
    List<Reading> pairs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(rows.getParent(), "*.lst")) {
      for (Path file : files) {
        List<String> labels = Files.readAllLines(file).stream().map(String::strip).toList();
        boolean named = file.getFileName().toString().equals(own);
        if (named || labels.size() == reading.documents().size()) {
          pairs.add(named ? 0 : pairs.size(), reading.labelled(column, file, labels));
        }
      }
    }
    return pairs;
  }
}
