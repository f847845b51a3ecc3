package dev.assay.spark.internal.settings;

import dev.assay.core.engine.EngineSettings;
import dev.assay.core.kernel.KernelProvider;
import dev.assay.core.kernel.Quantization;
import dev.assay.eval.program.Sandbox;
import dev.assay.eval.request.Truncation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Every {@code spark.assay.*} key: its meaning, default and check, in one place. */
public enum Setting {
  MODEL(
      "model",
      "",
      "Hugging Face model folder of SQL's functions and of warm executors, at the same path on every"
          + " host; commands take --model",
      "a path",
      text -> true),
  DATA("data", "", "folder of benchmark data (MMLU, HellaSwag, PIQA …)", "a path", text -> true),
  TRUNCATION(
      "truncation",
      "shots",
      "what gives way where a prompt is too long: whole shots, then tokens (shots), tokens from the"
          + " left after BOS (left), the item (skip, fail), or BOS first as the reference harness"
          + " has it (harness)",
      "one of " + String.join(", ", truncations()),
      truncations()::contains),
  MAX_FAILED(
      "maxFailed",
      "0",
      "items that may fail before the command does: a count, or a share below 1",
      "a number of at least 0",
      text -> text.matches("[0-9]{1,9}|[0-9]{0,9}\\.[0-9]{1,9}")),
  CHUNK_TOKENS(
      "chunkTokens",
      "0",
      "tokens to compute, about, between two commits; 0 for 16384 per task slot of the cluster, at"
          + " least 65536",
      "an integer of at least 0",
      Setting::isInteger),
  CHUNK_ROWS(
      "chunkRows",
      "0",
      "rows, about, that generate answers between two commits; 0 for 256 per task slot of the"
          + " cluster, at least 1024",
      "an integer of at least 0",
      Setting::isInteger),
  PARTITIONS(
      "partitions",
      "0",
      "Spark tasks per chunk; 0 for one per task slot of the cluster",
      "an integer of at least 0",
      Setting::isInteger),
  THREADS(
      "threads",
      "0",
      "threads of a replica; 0 for all cores of its executor",
      "an integer of at least 0",
      Setting::isInteger),
  KERNELS(
      "kernels",
      "auto",
      "arithmetic: vectors of a width, plain Java, or the widest that the machine has (auto)",
      "one of " + String.join(", ", KernelProvider.NAMES),
      KernelProvider.NAMES::contains),
  QUANTIZE(
      "quantize",
      Quantization.NONE.toString(),
      "how weights are held: as the file has them (none), rounded to bfloat16, or the large matrices"
          + " as 8-bit integers with a scale for each row (int8); part of a run's identity",
      "one of " + String.join(", ", Quantization.NAMES),
      Quantization.NAMES::contains),
  BATCH_TOKENS(
      "batchTokens",
      "512",
      "the most tokens in one forward pass",
      "an integer from 1 to " + EngineSettings.MOST_BATCH_TOKENS,
      text -> isInteger(text) && within(text, EngineSettings.MOST_BATCH_TOKENS)),
  RUNNING_SEQUENCES(
      "runningSequences",
      String.valueOf(EngineSettings.DEFAULT_RUNNING_SEQUENCES),
      "generations that run side by side on a replica; each holds a state",
      "an integer from 1 to " + EngineSettings.MOST_RUNNING_SEQUENCES,
      text -> isInteger(text) && within(text, EngineSettings.MOST_RUNNING_SEQUENCES)),
  PREFIX_CACHE_BYTES(
      "prefixCacheBytes",
      "268435456",
      "bytes of states that a replica keeps for shared beginnings",
      "an integer of at least 0",
      Setting::isLong),
  STATE_BYTES(
      "stateBytes",
      "0",
      "bytes that the states of running generations may take on a replica: where they would take"
          + " more, the youngest wait and are read again; 0 for "
          + EngineSettings.SHARE_FOR_STATES
          + " of what the heap leaves beside weights and prefix cache",
      "an integer of at least 0",
      Setting::isLong),
  PYTHON(
      "python",
      "python3",
      "Python of executors that runs generated programs where --confirm_run_unsafe_code is given: a"
          + " path, or a name in "
          + Sandbox.PATH
          + "; of a container, what its image has",
      "a path or name",
      text -> !text.isBlank()),
  SANDBOX(
      "sandbox",
      "namespaces",
      "what confines generated programs: Linux's name spaces (namespaces), Bubblewrap (bwrap), a"
          + " container of Docker or Podman for each (container:IMAGE), or nothing, on a machine that"
          + " holds nothing (none)",
      "namespaces, bwrap, container:IMAGE or none",
      text -> text.matches("namespaces|bwrap|container:.+|none"));

  static final String PREFIX = "spark.assay.";

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

  boolean accepts(String value) {
    return check.test(value);
  }

  private static List<String> truncations() {
    return Arrays.stream(Truncation.values())
        .map(policy -> policy.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static boolean within(String text, int most) {
    return Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most;
  }

  private static boolean isInteger(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private static boolean isLong(String text) {
    return text.matches("[0-9]{1,15}");
  }
}
