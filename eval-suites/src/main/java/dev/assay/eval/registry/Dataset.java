package dev.assay.eval.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The manifest of a data set.
 *
 * @param name by which commands name it, e.g. {@code piqa}
 * @param title in full
 * @param dataset name on the Hugging Face hub, e.g. {@code baber/piqa}; empty where it is not
 *     there; below {@code assay/} for data that come with Assay
 * @param alsoKnownAs other names of the same data, on the hub or of a folder
 * @param licence of the data, an SPDX identifier where there is one
 * @param homepage of its authors
 * @param citation authors, title, place and year
 * @param tables its column forms, by name
 * @param attachments files beside the splits, told by their bytes alone
 * @param splits in the order they are listed; at the end of the file, where {@code assay data pin}
 *     writes them
 */
public record Dataset(
    String name,
    String title,
    String dataset,
    List<String> alsoKnownAs,
    String licence,
    String homepage,
    String citation,
    Map<String, DatasetTable> tables,
    List<Attachment> attachments,
    List<DatasetSplit> splits) {

  /**
   * A file that belongs to the set and holds no split of it.
   *
   * @param name of the file, without folders
   * @param sha256 of its bytes
   */
  public record Attachment(String name, String sha256) {
    public Attachment {
      ManifestFile.required(name, "attachments.name");
      ManifestFile.required(sha256, "attachments.sha256");
    }
  }

  public Dataset {
    ManifestFile.required(name, "name");
    ManifestFile.required(title, "title");
    dataset = dataset == null ? "" : dataset;
    alsoKnownAs = alsoKnownAs == null ? List.of() : List.copyOf(alsoKnownAs);
    ManifestFile.required(licence, "licence");
    ManifestFile.required(homepage, "homepage");
    ManifestFile.required(citation, "citation");
    tables =
        Collections.unmodifiableMap(new LinkedHashMap<>(ManifestFile.required(tables, "tables")));
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
    splits = List.copyOf(ManifestFile.required(splits, "splits"));
    for (DatasetSplit split : splits) {
      if (!tables.containsKey(split.table())) {
        throw new IllegalArgumentException(
            "split '" + split.label() + "' is of table '" + split.table() + "', which is none");
      }
    }
  }

  /** Every name that a task may have for it. */
  public Set<String> hubNames() {
    Set<String> names = new LinkedHashSet<>(alsoKnownAs);
    if (!dataset.isEmpty()) {
      names.add(dataset);
    }
    return names;
  }

  /** The splits, each with its table. */
  public List<RegisteredSplit> registeredSplits() {
    List<RegisteredSplit> registered = new ArrayList<>();
    for (DatasetSplit split : splits) {
      registered.add(new RegisteredSplit(this, tables.get(split.table()), split));
    }
    return registered;
  }

  Dataset with(List<DatasetSplit> changed) {
    return new Dataset(
        name,
        title,
        dataset,
        alsoKnownAs,
        licence,
        homepage,
        citation,
        tables,
        attachments,
        changed);
  }

  /** The data lie in the folder that {@link #homepage} names, and are fetched from nowhere. */
  public boolean comesWithAssay() {
    return dataset.startsWith("assay/");
  }
}
