package dev.assay.eval.registry;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.form.FileForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes into a manifest what its splits hold, from files that are believed. */
public final class ManifestPins {
  private ManifestPins() {}

  /**
   * The manifest's text with the rows and digests of every split that a file below the folders is
   * named as. All files of one split have to hold the same.
   *
   * @throws AssayException of kind DATA where two files of a split differ, or one does not have the
   *     split's columns
   */
  public static String pinned(String file, String text, List<Path> folders, FileForms forms)
      throws IOException {
    Dataset dataset = ManifestFile.parse(file, text);
    List<DatasetSplit> unpinned =
        dataset.splits().stream()
            .map(
                split ->
                    new DatasetSplit(
                        split.table(),
                        split.configuration(),
                        split.name(),
                        split.file(),
                        null,
                        null,
                        null,
                        null))
            .toList();
    DatasetRegistry registry = new DatasetRegistry(List.of(dataset.with(unpinned)));
    Map<DatasetSplit, Content> contents = new LinkedHashMap<>();
    Map<DatasetSplit, Set<DatasetSplit.KnownFile>> files = new LinkedHashMap<>();
    for (Path folder : folders) {
      for (FileFinding finding : FolderVerification.of(folder, registry, forms).findings()) {
        if (finding.split() == null) {
          continue;
        }
        DatasetSplit split = finding.split().split();
        Content content = finding.content();
        if (content == null || content.problem() != null) {
          throw disagree(finding, content == null ? finding.detail() : content.problem());
        }
        Content known = contents.putIfAbsent(split, content);
        if (known != null && !known.equals(content)) {
          throw disagree(finding, "another file of that split holds something else");
        }
        files.computeIfAbsent(split, none -> new LinkedHashSet<>()).addAll(finding.files());
      }
    }
    List<DatasetSplit> pinned = new ArrayList<>();
    for (int i = 0; i < unpinned.size(); i++) {
      DatasetSplit split = unpinned.get(i);
      Content content = contents.get(split);
      pinned.add(
          content == null
              ? dataset.splits().get(i)
              : split.pinned(content, List.copyOf(files.get(split))));
    }
    return ManifestFile.withSplits(text, pinned);
  }

  private static AssayException disagree(FileFinding finding, String cause) {
    return new AssayException(
        ErrorKind.DATA,
        finding.path() + " cannot be pinned as " + finding.split().label(),
        cause,
        "check which file is right, and give that one alone");
  }
}
