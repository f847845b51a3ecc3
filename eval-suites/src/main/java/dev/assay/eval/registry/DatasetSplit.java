package dev.assay.eval.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A split, and what its content is known by.
 *
 * @param table whose columns it has; {@code main} where nothing is said
 * @param configuration e.g. {@code anatomy}; empty where the set has only one
 * @param name e.g. {@code test}
 * @param file name that its authors gave its file, without folders; empty where sources say it
 * @param rows how many; null where the split is not pinned
 * @param content digest of {@link Content}; null where the split is not pinned
 * @param blocks digests of blocks of rows, separated by spaces
 * @param files whose bytes are known, by form
 */
public record DatasetSplit(
    String table,
    String configuration,
    @JsonProperty("split") String name,
    String file,
    Long rows,
    String content,
    String blocks,
    List<KnownFile> files) {

  /**
   * A file that holds the split.
   *
   * @param form e.g. {@code jsonl}
   * @param sha256 of its bytes
   */
  public record KnownFile(String form, String sha256) {}

  public DatasetSplit {
    table = table == null ? "main" : table;
    configuration = configuration == null ? "" : configuration;
    ManifestFile.required(name, "split");
    file = file == null ? "" : file;
    if ((rows == null) != (content == null) || (content == null) != (blocks == null)) {
      throw new IllegalArgumentException(
          "split '" + name + "': 'rows', 'content' and 'blocks' go together");
    }
    files = files == null ? List.of() : List.copyOf(files);
  }

  /** Configuration and name. */
  public String label() {
    return configuration.isEmpty() ? name : configuration + " " + name;
  }

  /** What the split holds is known. */
  public boolean pinned() {
    return content != null;
  }

  List<String> blockList() {
    return List.of(blocks.split(" "));
  }

  String fill(String template) {
    return template == null
        ? null
        : template
            .replace("{configuration}", configuration)
            .replace("{split}", name)
            .replace("{file}", file);
  }

  DatasetSplit pinned(Content known, List<KnownFile> knownFiles) {
    return new DatasetSplit(
        table,
        configuration,
        name,
        file,
        known.rows(),
        known.sha256(),
        String.join(" ", known.blocks()),
        knownFiles);
  }
}
