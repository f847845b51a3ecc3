package dev.assay.eval.dataset;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files of a data set's repository on the hub, downloaded, converted to Parquet by the hub, or
 * prepared by the Hugging Face library: which hold a split of a configuration.
 */
final class HubLayout {
  /** What the only configuration is called where nobody chose a name for it. */
  private static final Set<String> DEFAULTS = Set.of("", "default", "main", "plain_text");

  /** {@code configuration/version/fingerprint/name-split.arrow}. */
  private static final int PREPARED_DEPTH = 4;

  private HubLayout() {}

  /**
   * The split's files; none where it is not there.
   *
   * @throws IOException if one of several shards is missing, or the card cannot be read
   */
  static List<Path> files(Path folder, String configuration, String split) throws IOException {
    DatasetCard card = DatasetCard.of(folder);
    List<Path> files = new ArrayList<>();
    for (String pattern : card.patterns(configuration, split)) {
      files.addAll(
          FilePattern.files(folder, pattern).stream().filter(SplitNames::isDataFile).toList());
    }
    if (!files.isEmpty()) {
      return files;
    }
    for (Path base : bases(folder, configuration, card)) {
      files = SavedLayout.files(base, split);
      files = files.isEmpty() ? named(base, split) : files;
      if (!files.isEmpty()) {
        return files;
      }
    }
    files = configuration.isEmpty() ? files : crossed(folder, configuration, split);
    return files.isEmpty() ? prepared(folder, configuration, split) : files;
  }

  private static List<Path> bases(Path folder, String configuration, DatasetCard card) {
    List<Path> bases = new ArrayList<>();
    if (!configuration.isEmpty()) {
      bases.add(folder.resolve(configuration));
      bases.add(folder.resolve("data").resolve(configuration));
    }
    if (DEFAULTS.contains(configuration) || card.names().equals(List.of(configuration))) {
      DEFAULTS.stream()
          .filter(name -> !name.isEmpty())
          .sorted()
          .map(folder::resolve)
          .forEach(bases::add);
      bases.add(folder);
    }
    return bases;
  }

  /** In the folder or in its {@code data}, by the files' names or by a folder's. */
  private static List<Path> named(Path base, String split) throws IOException {
    for (Path folder : List.of(base.resolve("data"), base)) {
      List<Path> all = dataFiles(folder, 1);
      for (String name : SplitNames.of(split)) {
        List<Path> files = chosen(all, file -> SplitNames.isCalled(file, name));
        files = files.isEmpty() ? chosen(dataFiles(folder.resolve(name), 1), file -> true) : files;
        if (!files.isEmpty()) {
          return files;
        }
      }
      for (String name : SplitNames.of(split)) {
        List<Path> files = chosen(all, file -> SplitNames.mentions(file, name));
        if (!files.isEmpty()) {
          return files;
        }
      }
    }
    return List.of();
  }

  /** The split's folder has a file of each configuration: {@code test/anatomy.jsonl}. */
  private static List<Path> crossed(Path folder, String configuration, String split)
      throws IOException {
    for (Path base : List.of(folder.resolve("data"), folder)) {
      for (String name : SplitNames.of(split)) {
        Predicate<Path> both =
            file ->
                SplitNames.isCalled(file, configuration + "_" + name)
                    || SplitNames.isCalled(file, configuration + "-" + name);
        List<Path> files =
            chosen(
                dataFiles(base.resolve(name), 1),
                file -> SplitNames.isCalled(file, configuration) || both.test(file));
        files = files.isEmpty() ? chosen(dataFiles(base, 1), both) : files;
        if (!files.isEmpty()) {
          return files;
        }
      }
    }
    return List.of();
  }

  /** As the library prepares a data set in its cache; of several versions the last written. */
  private static List<Path> prepared(Path folder, String configuration, String split)
      throws IOException {
    Path base = folder.resolve(configuration.isEmpty() ? "default" : configuration);
    List<Path> all =
        dataFiles(base, PREPARED_DEPTH).stream()
            .filter(file -> file.getFileName().toString().endsWith(".arrow"))
            .filter(file -> Files.isRegularFile(file.resolveSibling("dataset_info.json")))
            .filter(file -> SplitNames.isLast(file, split))
            .toList();
    if (all.isEmpty()) {
      return all;
    }
    Path last =
        all.stream()
            .map(Path::getParent)
            .max(Comparator.comparingLong(HubLayout::written).thenComparing(path -> path))
            .orElseThrow();
    return chosen(all, file -> file.getParent().equals(last));
  }

  private static long written(Path folder) {
    return folder.resolve("dataset_info.json").toFile().lastModified();
  }

  private static List<Path> chosen(List<Path> files, Predicate<Path> wanted) throws IOException {
    List<Path> chosen = SplitNames.inOneForm(files.stream().filter(wanted).toList());
    FilePattern.checkShards(chosen);
    return chosen;
  }

  private static List<Path> dataFiles(Path folder, int depth) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(SplitNames::isDataFile).filter(Files::isRegularFile).sorted().toList();
    }
  }
}
