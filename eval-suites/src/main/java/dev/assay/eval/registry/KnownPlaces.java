package dev.assay.eval.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the registry knows of a split that is sought: where it may lie, by what file names it is
 * known, and how it is fetched.
 */
public final class KnownPlaces {
  private final List<Dataset> datasets;
  private final String configuration;
  private final String split;

  /**
   * @param path of the data set as the hub names it
   * @param configuration e.g. {@code anatomy}; empty for the only one
   */
  public KnownPlaces(DatasetRegistry registry, String path, String configuration, String split) {
    this.datasets =
        Stream.of(path + "/" + configuration, path)
            .flatMap(name -> registry.onHub(name).stream())
            .distinct()
            .toList();
    this.configuration = configuration;
    this.split = split;
  }

  /** A place with the table whose columns its rows have. */
  public record Place(DatasetTable table, DatasetPlace files) {}

  /** In the order they are looked at; none for a data set that the registry does not know. */
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (Dataset dataset : datasets) {
      for (DatasetTable table : dataset.tables().values()) {
        table.places().stream()
            .filter(place -> place.holds(configuration, split))
            .forEach(place -> places.add(new Place(table, place.of(configuration, split))));
      }
    }
    for (RegisteredSplit registered : registered()) {
      places.add(
          new Place(
              registered.table(),
              new DatasetPlace(null, null, registered.place(), null, null, null)));
    }
    return places;
  }

  /** The splits that are meant; one, where the registry knows it. */
  public List<RegisteredSplit> registered() {
    return datasets.stream()
        .flatMap(dataset -> dataset.registeredSplits().stream())
        .filter(registered -> registered.split().name().equals(split))
        .filter(this::isOfConfiguration)
        .toList();
  }

  private boolean isOfConfiguration(RegisteredSplit registered) {
    String its = registered.split().configuration();
    boolean onlyOne =
        registered.dataset().splits().stream().map(DatasetSplit::configuration).distinct().count()
            == 1;
    return its.equals(configuration) || onlyOne && (its.isEmpty() || configuration.isEmpty());
  }

  /**
   * A file, or all shards of one, that is named as a split is.
   *
   * @param form of the files whose bytes are known to hold the split; null where there are none
   */
  public record NamedFile(DatasetTable table, List<Path> parts, String form) {
    public NamedFile {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The first file below a folder that its path says is the split: named as its authors name it, or
   * set, configuration and split are words of the path. {@code assay data verify} takes it for that
   * split, too.
   */
  public Optional<NamedFile> named(Path folder) throws IOException {
    // Documents whose labels lie in a file of their own are not the split without them.
    List<RegisteredSplit> wanted =
        registered().stream().filter(one -> one.table().labels() == null).toList();
    if (wanted.isEmpty() || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<LogicalFile> files = LogicalFile.below(folder);
    for (RegisteredSplit registered : wanted) {
      Optional<LogicalFile> found =
          Stream.concat(
                  files.stream().filter(file -> registered.namedExactly(file.path())),
                  files.stream().filter(file -> registered.namedBy(file.path())))
              .filter(file -> file.problem() == null)
              .findFirst();
      if (found.isPresent()) {
        Path real = folder.toRealPath();
        List<Path> parts =
            found.get().parts().stream()
                .map(part -> folder.resolve(real.relativize(part)))
                .toList();
        String form =
            registered.split().files().stream()
                .map(DatasetSplit.KnownFile::form)
                .findFirst()
                .orElse(null);
        return Optional.of(new NamedFile(registered.table(), parts, form));
      }
    }
    return Optional.empty();
  }

  /** The data set with most to say of what is sought. */
  public Optional<Dataset> dataset() {
    return datasets.stream().findFirst();
  }
}
