package dev.assay.eval.dataset;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.document.DatasetReference;
import dev.assay.eval.registry.Dataset;
import dev.assay.eval.registry.DatasetRegistry;
import dev.assay.eval.registry.KnownPlaces;
import dev.assay.eval.registry.RegisteredSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A split that is nowhere: where it was sought, and what to fetch or where to put which file. */
record MissingSplit(Path root, DatasetRegistry registry, DatasetReference dataset, String split) {

  AssayException exception() throws IOException {
    return new AssayException(
        ErrorKind.DATA,
        "the " + split + " split of data set " + DatasetFolder.described(dataset) + " is missing",
        sought(),
        cure());
  }

  private String sought() throws IOException {
    if (!dataset.dataFiles().isEmpty()) {
      return "data_files names "
          + String.join(", ", dataset.dataFiles().keySet().stream().sorted().toList())
          + ", no "
          + split;
    }
    List<String> looked = new ArrayList<>();
    known().places().forEach(place -> looked.add(described(place)));
    List<Path> folders = HubFolders.of(root, dataset.path());
    folders.forEach(folder -> looked.add("a file of that split in " + root.relativize(folder)));
    if (folders.isEmpty()) {
      looked.add("a folder " + dataset.path());
    }
    return "looked in "
        + root.toAbsolutePath().normalize()
        + (Files.isDirectory(root) ? "" : ", which is not there,")
        + " for "
        + String.join(", ", looked);
  }

  private static String described(KnownPlaces.Place place) {
    String labels = place.files().labels();
    return place.files().documents() + (labels == null ? "" : " with " + labels);
  }

  private String cure() {
    if (!dataset.dataFiles().isEmpty()) {
      return "name its files below data_files, or ask for one of those splits";
    }
    KnownPlaces known = known();
    if (known.dataset().map(Dataset::comesWithAssay).orElse(false)) {
      return "point --data to the folder "
          + known.dataset().orElseThrow().homepage()
          + " that comes with Assay";
    }
    String put =
        "put its files into "
            + root.resolve(dataset.path()).resolve(dataset.configuration())
            + " (as "
            + split
            + ".jsonl, "
            + split
            + "-00000-of-00001.parquet or as the hub lays them), or point --data to the folder"
            + " that holds them";
    for (RegisteredSplit registered : known.registered()) {
      if (!registered.sources().isEmpty()) {
        return "fetch it: `assay data fetch "
            + registered.dataset().name()
            + " --splits "
            + split
            + " --output "
            + root
            + "` (licence "
            + registered.dataset().licence()
            + "), or "
            + put;
      }
    }
    return "get dataset "
        + DatasetFolder.described(dataset)
        + " from the Hugging Face hub and "
        + put;
  }

  private KnownPlaces known() {
    return new KnownPlaces(registry, dataset.path(), dataset.configuration(), split);
  }
}
