package dev.assay.eval.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders below a root that may hold a data set of the hub. */
final class HubFolders {
  private HubFolders() {}

  /**
   * Those that are there, in the order they are looked at.
   *
   * @param path e.g. {@code cais/mmlu}
   */
  static List<Path> of(Path root, String path) throws IOException {
    List<Path> folders = new ArrayList<>();
    if (!isName(path)) {
      return folders;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Path> candidates = new ArrayList<>();
    candidates.add(root.resolve(path));
    candidates.add(root.resolve(path.replace("/", "___")));
    candidates.add(root.resolve(path.replace("/", "--")));
    for (Path cache : List.of(root, root.resolve("hub"))) {
      Path snapshot = snapshot(cache.resolve("datasets--" + path.replace("/", "--")));
      if (snapshot != null) {
        candidates.add(snapshot);
      }
    }
    candidates.add(root.resolve(name));
    for (Path candidate : candidates) {
      if (Files.isDirectory(candidate) && !folders.contains(candidate)) {
        folders.add(candidate);
      }
    }
    return folders;
  }

  /** A name on the hub, which leads to no folder outside the root. */
  private static boolean isName(String path) {
    return path.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)?");
  }

  /** The revision that {@code refs/main} names; else the one that was written last. */
  private static Path snapshot(Path cached) throws IOException {
    Path snapshots = cached.resolve("snapshots");
    if (!Files.isDirectory(snapshots)) {
      return null;
    }
    Path main = cached.resolve("refs/main");
    if (Files.isRegularFile(main)) {
      String revision = Files.readString(main, StandardCharsets.UTF_8).strip();
      if (revision.matches("[0-9A-Za-z]+") && Files.isDirectory(snapshots.resolve(revision))) {
        return snapshots.resolve(revision);
      }
    }
    try (Stream<Path> revisions = Files.list(snapshots)) {
      return revisions
          .filter(revision -> Files.isDirectory(revision, LinkOption.NOFOLLOW_LINKS))
          .max(
              Comparator.comparingLong((Path revision) -> revision.toFile().lastModified())
                  .thenComparing(revision -> revision))
          .orElse(null);
    }
  }
}
