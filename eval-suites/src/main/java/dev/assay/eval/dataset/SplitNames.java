package dev.assay.eval.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of files that hold a split, as the Hugging Face library tells them ({@code
 * datasets.data_files}): {@code test.jsonl}, {@code test-00000-of-00002.parquet}, {@code
 * my_test.csv}, {@code test/0000.parquet}.
 */
final class SplitNames {
  /** Of data files, compression apart; where several hold a split, the first is taken. */
  private static final List<String> ENDINGS =
      List.of("parquet", "arrow", "jsonl", "ndjson", "json", "csv", "tsv", "txt");

  private static final Pattern DATA_FILE =
      Pattern.compile("(.+)\\.(" + String.join("|", ENDINGS) + ")(\\.(gz|zst|bz2))?");

  private static final Pattern SHARD = Pattern.compile("-[0-9]+(-of-[0-9]+)?$");

  /** What else the library's own three splits are called in file names. */
  private static final Map<String, List<String>> ALSO =
      Map.of(
          "train", List.of("training"),
          "validation", List.of("valid", "val", "dev"),
          "test", List.of("testing", "eval", "evaluation"));

  private SplitNames() {}

  /** The split's own name first, then what else it is called. */
  static List<String> of(String split) {
    List<String> names = new ArrayList<>(List.of(split));
    names.addAll(ALSO.getOrDefault(split, List.of()));
    return names;
  }

  static boolean isDataFile(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && !List.of("dataset_info.json", "dataset_dict.json", "dataset_infos.json", "state.json")
            .contains(name)
        && DATA_FILE.matcher(name).matches();
  }

  /** The file is called what the split is, a shard's number apart. */
  static boolean isCalled(Path file, String name) {
    return stem(file).equals(name);
  }

  /** The split's name is a word of the file's. */
  static boolean mentions(Path file, String name) {
    return Pattern.compile("(^|[-._ ])" + Pattern.quote(name) + "([-._ ]|$)")
        .matcher(stem(file))
        .find();
  }

  /** The file's name ends with the split's: {@code gsm8k-test}. */
  static boolean isLast(Path file, String name) {
    return stem(file).endsWith("-" + name);
  }

  /** {@code test} of {@code test-00000-of-00002.jsonl.gz}. */
  private static String stem(Path file) {
    Matcher data = DATA_FILE.matcher(file.getFileName().toString());
    return data.matches() ? SHARD.matcher(data.group(1)).replaceFirst("") : "";
  }

  /** Of files in several forms, those in the best one, in the order of their names. */
  static List<Path> inOneForm(List<Path> files) {
    if (files.isEmpty()) {
      return files;
    }
    String best =
        files.stream()
            .map(SplitNames::ending)
            .min(Comparator.comparingInt(SplitNames::rank))
            .orElseThrow();
    return files.stream().filter(file -> ending(file).equals(best)).sorted().toList();
  }

  private static int rank(String ending) {
    return ENDINGS.indexOf(ending.split("\\.")[0]);
  }

  private static String ending(Path file) {
    Matcher data = DATA_FILE.matcher(file.getFileName().toString());
    return data.matches()
        ? data.group(2) + (data.group(3) == null ? "" : data.group(3))
        : file.getFileName().toString();
  }
}
