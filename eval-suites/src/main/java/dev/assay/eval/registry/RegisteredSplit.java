package dev.assay.eval.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A split of a data set. */
public record RegisteredSplit(Dataset dataset, DatasetTable table, DatasetSplit split) {
  private static final Set<String> DATA_ENDINGS =
      Set.of("json", "jsonl", "csv", "tsv", "parquet", "arrow");

  /** Set, configuration and split: {@code mmlu anatomy test}. */
  public String label() {
    return dataset.name() + " " + split.label();
  }

  /** Where it goes below a data folder. */
  public String place() {
    return split.fill(table.place());
  }

  /** Where it can be fetched, in order. */
  public List<DatasetSource> sources() {
    return table.sources().stream()
        .filter(source -> source.holds(split.name()))
        .map(source -> source.of(split))
        .toList();
  }

  /**
   * The path says that this split is meant: its file is named as the authors name it, or set,
   * configuration and split are words of the path.
   *
   * @param path below the data folder, with forward slashes
   */
  boolean namedBy(String path) {
    Set<String> words = words(path);
    return namedExactly(path)
        || (setNames().stream().anyMatch(words::contains)
            && words.contains(split.name())
            && (split.configuration().isEmpty() || words.contains(split.configuration()))
            && DATA_ENDINGS.stream().anyMatch(words::contains));
  }

  /** It lies in the split's place, or is named as the authors name the split's file. */
  boolean namedExactly(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean ownName = name.equals(split.file()) || sourceNames().contains(name);
    return path.equals(place())
        || (ownName && (path.equals(name) || setNames().stream().anyMatch(words(path)::contains)));
  }

  private List<String> setNames() {
    List<String> names = new ArrayList<>(List.of(dataset.name()));
    dataset.hubNames().forEach(name -> names.add(name.substring(name.lastIndexOf('/') + 1)));
    return names;
  }

  /** File names that tell this split from all others of the set. */
  private List<String> sourceNames() {
    List<String> names = new ArrayList<>();
    for (DatasetSource source : sources()) {
      String path = source.member() == null ? source.url() : source.member();
      names.add(path.substring(path.lastIndexOf('/') + 1));
    }
    names.removeIf(name -> name.matches("(train|validation|test|dev|data|0000)\\b.*"));
    names.removeIf(name -> dataset.splits().stream().anyMatch(other -> isOther(other, name)));
    return names;
  }

  /** Versions of a set may have one name in folders of their own. */
  private boolean isOther(DatasetSplit other, String fileName) {
    return !other.equals(split) && other.file().equals(fileName);
  }

  /** The path's parts, whole and cut at dots. */
  private static Set<String> words(String path) {
    Set<String> words = new HashSet<>();
    for (String part : path.replaceAll("-[0-9]{5}-of-[0-9]{5}", "").split("/|__")) {
      words.add(part);
      words.addAll(List.of(part.split("\\.")));
    }
    return words;
  }
}
