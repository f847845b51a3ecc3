package dev.assay.eval.data;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.task.DataSource;
import dev.assay.eval.task.SplitFiles;
import dev.assay.eval.task.Task;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of a folder of benchmark data hold a split. */
public final class DataPlaces {
  private static final Pattern SHARD = Pattern.compile("(.*-)[0-9]{5}-of-([0-9]{5})\\..*");

  private final Path root;
  private final Predicate<Path> readable;

  /**
   * @param readable whether a file, by its name, is in a format that can be read; others are passed
   *     over
   */
  public DataPlaces(Path root, Predicate<Path> readable) {
    this.root = root;
    this.readable = readable;
  }

  /**
   * The first place of a split that is there.
   *
   * @param documents files of documents, in order
   * @param labels file of one label per line; null where documents have theirs in a column
   * @param labelColumn the column that the labels become; null likewise
   * @param rows which of the documents are the split's; null for all
   */
  public record Place(List<Path> documents, Path labels, String labelColumn, SplitFiles.Rows rows) {
    public Place {
      documents = List.copyOf(documents);
    }
  }

  /** Whether one of the places the task names is there. */
  public boolean holds(Task task, String split) {
    return find(task, split).isPresent();
  }

  /**
   * @throws AssayException of kind DATA where no place the task names is there, or a shard is not
   */
  public Place place(Task task, String split) {
    return find(task, split).orElseThrow(() -> missing(task, split));
  }

  private Optional<Place> find(Task task, String split) {
    try {
      for (SplitFiles files : task.source().files().get(split)) {
        List<Path> found = matches(files.documents());
        Path labels = files.labels() == null ? null : root.resolve(files.labels());
        if (!found.isEmpty() && (labels == null || Files.exists(labels))) {
          return Optional.of(new Place(found, labels, files.labelColumn(), files.rows()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(task, split, e);
    }
  }

  static AssayException unreadable(Task task, String split, IOException e) {
    return new AssayException(
        ErrorKind.DATA,
        "the " + split + " split of task " + task.name() + " cannot be read",
        e.getMessage(),
        "check that file, or get it again",
        e);
  }

  private AssayException missing(Task task, String split) {
    List<SplitFiles> places = task.source().files().get(split);
    List<String> looked = places.stream().map(DataPlaces::described).toList();
    DataSource source = task.source();
    String configuration =
        source.configuration().isEmpty() ? "" : " (" + source.configuration() + ")";
    return new AssayException(
        ErrorKind.DATA,
        "the " + split + " split of task " + task.name() + " is missing",
        "looked in " + root.toAbsolutePath().normalize() + " for " + String.join(", ", looked),
        source.comesWithAssay()
            ? "point --data to the folder " + source.homepage() + " that comes with Assay"
            : "get dataset "
                + source.dataset()
                + configuration
                + " from the Hugging Face hub, licence "
                + source.licence()
                + ", and put its files there, or point --data to the folder that holds them");
  }

  private static String described(SplitFiles place) {
    return place.documents() + (place.labels() == null ? "" : " with " + place.labels());
  }

  /** Files below the root that a relative glob names, in the order of their names. */
  private List<Path> matches(String glob) throws IOException {
    int slash = glob.lastIndexOf('/');
    Path folder = root.resolve(glob.substring(0, Math.max(0, slash)));
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(folder, glob.substring(slash + 1))) {
        files.forEach(found::add);
      }
    }
    found.removeIf(file -> !readable.test(file) || !Files.isRegularFile(file));
    found.sort(null);
    checkShards(found);
    return found;
  }

  /** A shard that is not there would silently make another benchmark of the split. */
  private static void checkShards(List<Path> found) throws IOException {
    for (Path file : found) {
      Matcher shard = SHARD.matcher(file.getFileName().toString());
      if (shard.matches()) {
        String name = shard.group(1);
        long there =
            found.stream().filter(other -> other.getFileName().toString().startsWith(name)).count();
        if (there != Long.parseLong(shard.group(2))) {
          throw new IOException(
              file + " is one of " + there + " shards, its name says of " + shard.group(2));
        }
      }
    }
  }
}
