package dev.assay.spark;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.error.NearestNames;
import dev.assay.eval.encoding.Truncation;
import dev.assay.kernel.KernelProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.spark.SparkConf;

/**
 * Every {@code spark.assay.*} key: its meaning, default and check, in one place. An option of the
 * command beats the session's configuration, which beats the default.
 */
public enum Setting {
  DATA("data", "", "folder of benchmark data (MMLU, HellaSwag, PIQA …)", "a path", v -> true),
  TRUNCATION(
      "truncation",
      "shots",
      "what gives way where a prompt is too long: shots, left, skip, fail, harness",
      "one of shots, left, skip, fail, harness",
      Setting::isTruncation),
  MAX_FAILED(
      "maxFailed",
      "0",
      "items that may fail before the job does: a count, or a share below 1",
      "a number of at least 0",
      value -> isNumber(value) && Double.parseDouble(value) >= 0),
  CHUNK_TOKENS(
      "chunkTokens",
      "65536",
      "tokens to compute, about, between two commits",
      "a positive integer",
      Setting::isPositive),
  PARTITIONS(
      "partitions",
      "0",
      "Spark tasks per chunk; 0 for Spark's default parallelism",
      "an integer of at least 0",
      Setting::isNatural),
  THREADS(
      "threads",
      "0",
      "threads of a replica; 0 for all cores of the executor",
      "an integer of at least 0",
      Setting::isNatural),
  KERNELS(
      "kernels",
      "auto",
      "arithmetic: auto, plain, vector128, vector256, vector512",
      "one of " + String.join(", ", KernelProvider.NAMES),
      KernelProvider.NAMES::contains),
  BATCH_TOKENS(
      "batchTokens",
      "512",
      "the most tokens in one forward pass",
      "a positive integer",
      Setting::isPositive),
  PREFIX_CACHE_BYTES(
      "prefixCacheBytes",
      "268435456",
      "bytes of states that a replica keeps for shared beginnings",
      "an integer of at least 0",
      Setting::isNatural);

  private static final String PREFIX = "spark.assay.";

  private final String key;
  private final String defaultValue;
  private final String meaning;
  private final String wanted;
  private final Predicate<String> check;

  Setting(
      String name, String defaultValue, String meaning, String wanted, Predicate<String> check) {
    this.key = PREFIX + name;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
    this.wanted = wanted;
    this.check = check;
  }

  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String meaning() {
    return meaning;
  }

  /** What a value has to be, in words. */
  public String wanted() {
    return wanted;
  }

  /**
   * The value that holds.
   *
   * @param option the command's option; null where it was not given
   * @throws AssayException of kind USAGE for a value that does not fit
   */
  public String value(Object option, SparkConf session) {
    String value = option == null ? session.get(key, defaultValue) : option.toString();
    if (!check.test(value)) {
      throw new AssayException(
          ErrorKind.USAGE, key + " is '" + value + "'", "it is " + meaning, "give " + wanted);
    }
    return value;
  }

  public int integer(Object option, SparkConf session) {
    return Integer.parseInt(value(option, session));
  }

  /** Fails for a {@code spark.assay.*} key that does not exist, offering the nearest. */
  public static void refuseUnknown(SparkConf session) {
    List<String> known = Arrays.stream(values()).map(Setting::key).toList();
    for (var entry : session.getAllWithPrefix(PREFIX)) {
      String key = PREFIX + entry._1();
      if (!known.contains(key)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "setting " + key + " does not exist",
            "keys of Assay begin with " + PREFIX,
            NearestNames.suggestion(key, known, "docs/settings.md lists them"));
      }
    }
  }

  private static boolean isTruncation(String value) {
    return Arrays.stream(Truncation.values())
        .anyMatch(policy -> policy.name().toLowerCase(Locale.ROOT).equals(value));
  }

  private static boolean isNumber(String value) {
    return value.matches("[0-9]*\\.?[0-9]+([eE]-?[0-9]{1,2})?");
  }

  private static boolean isNatural(String value) {
    return value.matches("[0-9]{1,9}") || value.matches("[0-9]{10,18}");
  }

  private static boolean isPositive(String value) {
    return value.matches("[0-9]{1,9}") && Integer.parseInt(value) > 0;
  }
}
