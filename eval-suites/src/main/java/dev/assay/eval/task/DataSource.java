package dev.assay.eval.task;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a task's documents come from.
 *
 * @param dataset name on the Hugging Face hub, e.g. {@code cais/mmlu}; below {@code assay/} for
 *     data that come with Assay
 * @param configuration of the dataset, e.g. {@code anatomy}; empty where it has only one
 * @param licence of the data
 * @param homepage of its authors; for data that come with Assay, their folder
 * @param evaluated the split whose documents are the questions
 * @param files by split: the places to look at, in order of preference
 */
public record DataSource(
    String dataset,
    String configuration,
    String licence,
    String homepage,
    String evaluated,
    Map<String, List<SplitFiles>> files) {
  public DataSource {
    RequiredKey.of(dataset, "dataset");
    configuration = configuration == null ? "" : configuration;
    RequiredKey.of(licence, "licence");
    RequiredKey.of(homepage, "homepage");
    RequiredKey.of(evaluated, "evaluated");
    files = Collections.unmodifiableMap(new TreeMap<>(RequiredKey.of(files, "files")));
    if (!files.containsKey(evaluated)) {
      throw new IllegalArgumentException("'files' says nothing of the split '" + evaluated + "'");
    }
  }

  /** The data come with Assay, in the folder that {@link #homepage} names. */
  public boolean comesWithAssay() {
    return dataset.startsWith("assay/");
  }
}
