package dev.assay.eval.dataset;

import dev.assay.eval.document.DatasetReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that a task file names itself, as {@code data_files} of its {@code dataset_kwargs}. */
final class NamedFiles {
  /** Names that stand for a form of files, not for a data set. */
  private static final Set<String> FORMS = Set.of("json", "csv", "tsv", "text", "parquet", "arrow");

  /** A file of a data set's repository. */
  private static final Pattern ON_HUB =
      Pattern.compile(
          "(?:hf://|https://huggingface\\.co/)datasets/([^/@]+/[^/@]+)(?:@[^/]*)?(?:/resolve/[^/]+)?/(.+)");

  private static final Pattern URL = Pattern.compile("[a-z0-9+]+://.*");

  private final Path root;
  private final DatasetReference dataset;

  NamedFiles(Path root, DatasetReference dataset) {
    this.root = root;
    this.dataset = dataset;
  }

  /** Whether all of them lie where the task file says, and none below a folder of data sets. */
  static boolean areLocal(DatasetReference dataset) {
    return FORMS.contains(dataset.path())
        && !dataset.dataFiles().isEmpty()
        && dataset.dataFiles().values().stream()
            .flatMap(List::stream)
            .noneMatch(pattern -> URL.matcher(pattern).matches());
  }

  /**
   * Null where the split has none.
   *
   * @throws IOException if a file or pattern names nothing
   */
  SplitPlace place(String split) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns(split)) {
      files.addAll(files(pattern));
    }
    String form = FORMS.contains(dataset.path()) ? dataset.path() : null;
    return files.isEmpty() ? null : new SplitPlace(files, null, null, null, null, form);
  }

  /** Files that are given without a split are {@code train}, as in the Hugging Face library. */
  private List<String> patterns(String split) {
    List<String> named = dataset.dataFiles().getOrDefault(split, List.of());
    return named.isEmpty() && split.equals("train")
        ? dataset.dataFiles().getOrDefault("", List.of())
        : named;
  }

  private List<Path> files(String pattern) throws IOException {
    Matcher onHub = ON_HUB.matcher(pattern);
    boolean ofHub = onHub.matches();
    if (!ofHub && URL.matcher(pattern).matches()) {
      throw new IOException(
          "data_files names "
              + pattern
              + ", and a run fetches nothing: download the file and name it there");
    }
    List<Path> bases = ofHub ? HubFolders.of(root, onHub.group(1)) : bases();
    String within = ofHub ? onHub.group(2) : pattern;
    for (Path base : bases) {
      List<Path> found = FilePattern.files(base, within);
      if (!found.isEmpty()) {
        return found;
      }
    }
    String set = ofHub ? onHub.group(1) : dataset.path();
    String wanted = FORMS.contains(set) ? "" : root.resolve(set).resolve(within).toString();
    throw new IOException(
        "data_files names "
            + pattern
            + ", and there is no such file"
            + (bases.isEmpty() ? "" : " in " + String.join(" or in ", names(bases)))
            + (wanted.isEmpty() ? "" : "; put it to " + wanted));
  }

  private static List<String> names(List<Path> folders) {
    return folders.stream().map(base -> base.toAbsolutePath().normalize().toString()).toList();
  }

  /**
   * Of a data set of the hub, its folders; else beside the task file first, then in the working
   * directory.
   */
  private List<Path> bases() throws IOException {
    List<Path> bases = new ArrayList<>();
    if (!FORMS.contains(dataset.path())) {
      bases.addAll(HubFolders.of(root, dataset.path()));
    }
    if (dataset.folder() != null) {
      bases.add(Path.of(dataset.folder()));
      if (!FORMS.contains(dataset.path())) {
        bases.add(Path.of(dataset.folder()).resolve(dataset.path()).normalize());
      }
    }
    bases.add(Path.of(""));
    return bases;
  }
}
