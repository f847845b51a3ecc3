package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How rows lie in files, by Spark's own readers and writers. */
public enum TableFormat {
  PARQUET("parquet", Map.of(), ".parquet"),
  ORC("orc", Map.of(), ".orc"),
  /** One object per line. */
  JSON("json", Map.of(), ".json", ".jsonl", ".ndjson"),
  /** With a header, in the form of RFC 4180: a quote inside quotes is doubled. */
  CSV("csv", Map.of("header", "true", "escape", "\""), ".csv"),
  /** Every line is a row, with the column {@code value}. */
  TEXT("text", Map.of(), ".txt", ".text");

  private static final List<String> COMPRESSIONS =
      List.of(".gz", ".bz2", ".zst", ".lz4", ".snappy");

  private final String source;
  private final Map<String, String> options;
  private final List<String> endings;

  TableFormat(String source, Map<String, String> options, String... endings) {
    this.source = source;
    this.options = options;
    this.endings = List.of(endings);
  }

  /** As Spark calls it. */
  String source() {
    return source;
  }

  /** What Spark's reader is told, unless somebody else says otherwise. */
  Map<String, String> options() {
    return options;
  }

  /** Whether a struct can be written. */
  boolean holdsStructs() {
    return this != CSV && this != TEXT;
  }

  /**
   * The format of a name that people write.
   *
   * @throws AssayException of kind USAGE where there is none
   */
  public static TableFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.source.equals(name) || format.endings.contains("." + name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "the format '" + name + "' is not known",
                    "tables are parquet, orc, json, csv or text",
                    "give one of these"));
  }

  /**
   * The format of a file's name.
   *
   * @throws AssayException of kind USAGE where it says none
   */
  static TableFormat ofFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String compression : COMPRESSIONS) {
      lower =
          lower.endsWith(compression)
              ? lower.substring(0, lower.length() - compression.length())
              : lower;
    }
    String plain = lower;
    return Arrays.stream(values())
        .filter(format -> format.endings.stream().anyMatch(plain::endsWith))
        .findFirst()
        .orElseThrow(
            () ->
                new AssayException(
                    ErrorKind.USAGE,
                    "the format of " + name + " is not known",
                    "its name ends in none of .parquet, .orc, .json, .jsonl, .csv, .txt",
                    "give --input_format"));
  }
}
