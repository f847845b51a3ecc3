package dev.assay.eval.registry;

import java.util.List;

/**
 * Where splits may lie below a data folder, besides the place that fetching puts them in. {@code
 * {configuration}} and {@code {split}} stand for what is wanted.
 *
 * @param splits that may lie there; empty for all
 * @param configurations that may lie there; empty for all
 * @param documents glob of the documents' files; several matches are read in the order of their
 *     names
 * @param labels file with one label per line; null where the documents carry their labels
 * @param labelColumn the column the labels become; null where there is no labels file
 * @param rows which rows of the files are the split's; null for all
 */
public record DatasetPlace(
    List<String> splits,
    List<String> configurations,
    String documents,
    String labels,
    String labelColumn,
    Rows rows) {

  /**
   * Rows that follow each other.
   *
   * @param first the first one, from 0
   * @param count how many
   */
  public record Rows(int first, int count) {
    public Rows {
      if (first < 0 || count < 1) {
        throw new IllegalArgumentException("'rows' are " + count + " from " + first);
      }
    }
  }

  public DatasetPlace {
    splits = splits == null ? List.of() : List.copyOf(splits);
    configurations = configurations == null ? List.of() : List.copyOf(configurations);
    ManifestFile.required(documents, "places.documents");
    if ((labels == null) != (labelColumn == null)) {
      throw new IllegalArgumentException("'labels' and 'label_column' go together");
    }
    if (labels != null && rows != null) {
      throw new IllegalArgumentException("'labels' and 'rows' do not go together");
    }
    if (rows != null && splits.size() != 1) {
      throw new IllegalArgumentException("'rows' are of one split");
    }
  }

  boolean holds(String configuration, String split) {
    return (splits.isEmpty() || splits.contains(split))
        && (configurations.isEmpty() || configurations.contains(configuration));
  }

  DatasetPlace of(String configuration, String split) {
    return new DatasetPlace(
        splits,
        configurations,
        fill(documents, configuration, split),
        labels == null ? null : fill(labels, configuration, split),
        labelColumn,
        rows);
  }

  private static String fill(String template, String configuration, String split) {
    return template.replace("{configuration}", configuration).replace("{split}", split);
  }
}
