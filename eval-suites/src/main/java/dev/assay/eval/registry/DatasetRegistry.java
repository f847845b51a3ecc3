package dev.assay.eval.registry;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** All data sets that Assay knows. */
public final class DatasetRegistry {
  private final List<Dataset> datasets;

  public DatasetRegistry(List<Dataset> datasets) {
    this.datasets = List.copyOf(datasets);
  }

  /** The files of the registry, in order. */
  record Listing(List<String> datasets) {}

  /** Read once: the manifests do not change while the virtual machine runs. */
  private static final class Standard {
    private static final DatasetRegistry REGISTRY = read();

    private Standard() {}
  }

  /** The data sets whose manifests come with Assay. */
  public static DatasetRegistry standard() {
    return Standard.REGISTRY;
  }

  private static DatasetRegistry read() {
    Listing listing = ManifestFile.parse("registry.yaml", resource("registry.yaml"), Listing.class);
    return new DatasetRegistry(
        listing.datasets().stream()
            .map(name -> ManifestFile.parse(name + ".yaml", resource(name + ".yaml")))
            .toList());
  }

  static String resource(String name) {
    try (InputStream in = DatasetRegistry.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("manifest " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("manifest " + name + " cannot be read from the jar", e);
    }
  }

  /** In the order of the registry's list. */
  public List<Dataset> datasets() {
    return datasets;
  }

  /** The data set that a task names as the hub names it. */
  public Optional<Dataset> onHub(String dataset) {
    return datasets.stream().filter(known -> known.hubNames().contains(dataset)).findFirst();
  }

  /**
   * Only the named sets; all where none is named.
   *
   * @throws AssayException of kind USAGE for a name that does not exist, with the nearest ones
   */
  public DatasetRegistry only(List<String> names) {
    List<String> known = datasets.stream().map(Dataset::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "data set '" + name + "' does not exist",
            "no manifest has that name",
            NearestNames.suggestion(name, known, "`assay data list` lists all"));
      }
    }
    return names.isEmpty()
        ? this
        : new DatasetRegistry(
            datasets.stream().filter(dataset -> names.contains(dataset.name())).toList());
  }

  List<RegisteredSplit> splits() {
    return datasets.stream().flatMap(dataset -> dataset.registeredSplits().stream()).toList();
  }
}
