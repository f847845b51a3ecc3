package dev.assay.cli.launch;

import dev.assay.core.kernel.Quantization;
import dev.assay.spark.internal.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a command that loads a model or starts Spark is to be started.
 *
 * @param options of its virtual machine
 * @param arguments after those that the user gave
 * @param environment variables that are to be set
 */
record LaunchPlan(List<String> options, List<String> arguments, Map<String, String> environment) {
  /** Mebibytes beside a replica in one process: Spark's driver, prompts, tables. */
  private static final int DRIVER = 1536;

  /** Mebibytes of a driver without a replica: a cluster's, or one that reads tables. */
  private static final int DRIVER_OF_CLUSTER = 3072;

  private static final int DRIVER_OF_TABLES = 2048;

  /** Mebibytes of an executor, or of a process of rows, beside a replica. */
  private static final int BESIDE_REPLICA = 512;

  /** Mebibytes for the states of many sequences that generate side by side. */
  private static final int GENERATION_STATES = 2560;

  private static final int BENCH_STATES = 3072;

  /** Megabytes of the young generation. */
  private static final int YOUNG_WITH_SPARK = 256;

  private static final int YOUNG = 96;

  private static final String LOCAL_IP = "SPARK_LOCAL_IP";
  private static final String EXECUTOR_MEMORY = "spark.executor.memory";
  private static final String DRIVER_MEMORY = "spark.driver.memory";
  private static final String HEAP = "ASSAY_HEAP";

  /**
   * @param environment of the process
   * @param largePages whether the system gives large pages to those who ask
   */
  static LaunchPlan of(Words words, Map<String, String> environment, boolean largePages) {
    return new Planner(words, environment, largePages).plan();
  }

  private static final class Planner {
    private final Words words;
    private final Map<String, String> given;
    private final boolean largePages;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();

    private Planner(Words words, Map<String, String> given, boolean largePages) {
      this.words = words;
      this.given = given;
      this.largePages = largePages;
    }

    private LaunchPlan plan() {
      return switch (words.command()) {
        case "evaluate", "demo" -> onSpark(0);
        case "generate", "batch", "safety", "side-by-side" -> onSpark(GENERATION_STATES);
        case "regress" -> gate().folder().isPresent() ? onSpark(0) : overTables();
        case "rescore", "report", "compare" -> overTables();
        case "score" -> rows();
        case "bench" -> bench();
        default ->
            throw new IllegalArgumentException("not to be planned: '" + words.command() + "'");
      };
    }

    private LaunchPlan onSpark(int states) {
      Quantization quantization =
          quantizations(
                  words
                      .last("--quantize")
                      .or(() -> gate().quantization())
                      .or(() -> words.setting(Setting.QUANTIZE.key())))
              .get(0);
      long replica = WeightMemory.ofFolders(models(), quantization) + states;
      addSettings();
      if (isLocal()) {
        // This virtual machine is the executor.
        packWeights(YOUNG_WITH_SPARK);
        return with(replica + DRIVER);
      }
      if (words.setting(EXECUTOR_MEMORY).isEmpty()) {
        arguments.add("--conf");
        arguments.add(EXECUTOR_MEMORY + "=" + (replica + BESIDE_REPLICA) + "m");
      }
      return with(DRIVER_OF_CLUSTER);
    }

    private LaunchPlan overTables() {
      addSettings();
      return with(DRIVER_OF_TABLES);
    }

    private LaunchPlan rows() {
      Quantization quantization = quantizations(words.last("--quantize")).get(0);
      packWeights(YOUNG);
      return with(WeightMemory.ofFolders(models(), quantization) + BESIDE_REPLICA);
    }

    private LaunchPlan bench() {
      packWeights(YOUNG);
      List<String> models =
          words.all("--model").stream().flatMap(names -> Arrays.stream(names.split(","))).toList();
      if (models.isEmpty()) {
        // It only says what it can do.
        return with(WeightMemory.BESIDE_WEIGHTS);
      }
      long weights =
          WeightMemory.ofBenchModels(
              models,
              words
                  .last("--layers")
                  .filter(text -> text.matches("[0-9]{1,9}"))
                  .map(Integer::valueOf),
              quantizations(words.last("--quantize")));
      return with(weights + BENCH_STATES);
    }

    private LaunchPlan with(long mebibytes) {
      String heap =
          Optional.ofNullable(given.get(HEAP))
              .filter(size -> !size.isEmpty())
              .or(() -> words.setting(DRIVER_MEMORY).map(Planner::asVirtualMachinesHaveIt))
              .orElse(mebibytes + "m");
      options.add("-Xmx" + heap);
      boolean alone = isSparks() && isLocal() && given.getOrDefault(LOCAL_IP, "").isEmpty();
      return new LaunchPlan(
          List.copyOf(options),
          List.copyOf(arguments),
          alone ? Map.of(LOCAL_IP, "127.0.0.1") : Map.of());
    }

    private boolean isSparks() {
      return !words.command().equals("score") && !words.command().equals("bench");
    }

    private boolean isLocal() {
      String master =
          words.last("--master").or(() -> words.setting("spark.master")).orElse("local");
      return master.equals("local") || master.startsWith("local[");
    }

    private List<String> models() {
      List<String> folders = new ArrayList<>();
      words.last("--model").ifPresent(folders::add);
      words.last("--judge").ifPresent(folders::add);
      if (words.command().equals("side-by-side")) {
        folders.addAll(words.modelFolders());
      }
      folders.addAll(gate().folders());
      if (words.command().equals("demo")) {
        // A run's elsewhere.
        words.last("--baseline").ifPresent(folders::add);
      }
      return folders;
    }

    private GateModel gate() {
      return words.command().equals("regress") ? GateModel.of(words) : GateModel.NONE;
    }

    private void addSettings() {
      words
          .launcherFile()
          .ifPresent(file -> arguments.addAll(List.of("--properties_file", file.toString())));
    }

    /**
     * For what a replica is: gigabytes of weights that stay, and little else. A parallel collector
     * packs them without gaps, where G1 rounds each matrix up to whole regions; the young
     * generation is kept small, for its pages stay resident. Large pages: weights and activations
     * span more than the processor's page tables hold otherwise.
     */
    private void packWeights(int young) {
      options.add("-XX:+UseParallelGC");
      options.add("-Xmn" + young + "m");
      if (largePages) {
        options.add("-XX:+UseTransparentHugePages");
      }
    }

    /** Those of a list of names; the one that changes nothing where a name is not known. */
    private static List<Quantization> quantizations(Optional<String> names) {
      List<String> wanted = Arrays.asList(names.orElse("none").split(","));
      return !wanted.isEmpty() && Quantization.NAMES.containsAll(wanted)
          ? wanted.stream().map(Quantization::named).toList()
          : List.of(Quantization.NONE);
    }

    /** Spark takes mebibytes where no unit is named, and units of two letters. */
    private static String asVirtualMachinesHaveIt(String size) {
      String lower = size.toLowerCase(Locale.ROOT);
      return lower.matches("[0-9]+") ? lower + "m" : lower.replaceFirst("(?<=[kmgt])b$", "");
    }
  }
}
