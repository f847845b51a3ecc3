package dev.assay.eval.dataset;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.form.FileForms;
import dev.assay.eval.registry.DatasetPlace;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.KnownPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of data sets: of files that a task file names itself, of local folders, and below
 * the folder that {@code --data} names. There, the places that the registry knows come first, then
 * the layouts of the hub and of the Hugging Face library, then files that {@code assay data verify}
 * would take for the split by their names. What was read once is kept: tasks share files.
 */
public final class DatasetFolder implements DocumentSource {
  private final Path root;
  private final DatasetRegistry registry;
  private final SplitReader reader;
  private final Map<SplitPlace, DocumentSplit> known = new HashMap<>();

  /**
   * @param root that {@code --data} names; need not be there
   * @param forms of the files that are read
   * @param registry of the data sets whose places below the folder are known
   */
  public DatasetFolder(Path root, FileForms forms, DatasetRegistry registry) {
    this.root = root;
    this.registry = registry;
    this.reader = new SplitReader(root, forms);
  }

  /** Whether the data set may lie below the folder, as all do but those of a task's own files. */
  public static boolean isNeededFor(DatasetReference dataset) {
    return !NamedFiles.areLocal(dataset);
  }

  @Override
  public synchronized DocumentSplit split(DatasetReference dataset, String split) {
    try {
      SplitPlace place = place(dataset, split);
      if (place == null) {
        throw new MissingSplit(root, registry, dataset, split).exception();
      }
      return read(place);
    } catch (IOException | InvalidPathException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the " + split + " split of data set " + described(dataset) + " cannot be read",
          e.getMessage(),
          "check that file, or get it again",
          e);
    }
  }

  /** {@inheritDoc} Its files are not opened. */
  @Override
  public boolean holds(DatasetReference dataset, String split) {
    try {
      return place(dataset, split) != null;
    } catch (InvalidPathException e) {
      return false;
    } catch (IOException e) {
      // It is there, and not whole: reading it says so.
      return true;
    }
  }

  private SplitPlace place(DatasetReference dataset, String split) throws IOException {
    if (!isWord(split) || !isWord(dataset.configuration())) {
      return null;
    }
    if (!dataset.dataFiles().isEmpty()) {
      return new NamedFiles(root, dataset).place(split);
    }
    Path local = localFolder(dataset);
    if (local != null) {
      List<Path> files = HubLayout.files(local, dataset.configuration(), split);
      return files.isEmpty() ? null : SplitPlace.of(files);
    }
    KnownPlaces places = new KnownPlaces(registry, dataset.path(), dataset.configuration(), split);
    SplitPlace place = registered(places);
    if (place != null || lacksLabels(places)) {
      return place;
    }
    for (Path folder : HubFolders.of(root, dataset.path())) {
      List<Path> files = HubLayout.files(folder, dataset.configuration(), split);
      if (!files.isEmpty()) {
        return SplitPlace.of(files);
      }
    }
    Optional<KnownPlaces.NamedFile> named = places.named(root);
    return named.map(DatasetFolder::place).orElse(null);
  }

  /**
   * Where a name such as {@code x.txt.dev} does not say of which form text is, the registry may.
   */
  private static SplitPlace place(KnownPlaces.NamedFile file) {
    String form = SplitNames.isDataFile(file.parts().get(0)) ? null : file.form();
    return new SplitPlace(file.parts(), null, null, null, file.table().columnList(), form);
  }

  private SplitPlace registered(KnownPlaces places) throws IOException {
    for (KnownPlaces.Place place : places.places()) {
      DatasetPlace files = place.files();
      List<Path> found =
          FilePattern.files(root, files.documents()).stream()
              .filter(SplitNames::isDataFile)
              .toList();
      Path labels = files.labels() == null ? null : root.resolve(files.labels());
      if (!found.isEmpty() && (labels == null || Files.exists(labels))) {
        return new SplitPlace(
            found, labels, files.labelColumn(), files.rows(), place.table().columnList(), null);
      }
    }
    return null;
  }

  /**
   * Documents are there, and the file of their labels is not: the layouts would take them alone.
   */
  private boolean lacksLabels(KnownPlaces places) throws IOException {
    for (KnownPlaces.Place place : places.places()) {
      DatasetPlace files = place.files();
      if (files.labels() != null && !FilePattern.files(root, files.documents()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Null where the path is a name on the hub. */
  private static Path localFolder(DatasetReference dataset) {
    Path folder =
        dataset.folder() == null
            ? Path.of(dataset.path())
            : Path.of(dataset.folder()).resolve(dataset.path());
    boolean meant = dataset.folder() != null || Path.of(dataset.path()).isAbsolute();
    return meant && Files.isDirectory(folder) ? folder : null;
  }

  /** Splits and configurations are parts of paths, and lead nowhere else. */
  private static boolean isWord(String name) {
    return !name.contains("/") && !name.contains("\\") && !name.equals("..") && !name.equals(".");
  }

  private DocumentSplit read(SplitPlace place) throws IOException {
    DocumentSplit read = known.get(place);
    if (read == null) {
      read = reader.read(place);
      if (read.documents().isEmpty()) {
        throw new IOException(
            String.join(", ", read.files().stream().map(DataFile::path).toList())
                + " holds no row");
      }
      known.put(place, read);
    }
    return read;
  }

  static String described(DatasetReference dataset) {
    return dataset.configuration().isEmpty()
        ? dataset.path()
        : dataset.path() + " (" + dataset.configuration() + ")";
  }
}
