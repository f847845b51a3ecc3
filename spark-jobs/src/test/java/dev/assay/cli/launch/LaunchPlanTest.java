package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that the launcher gives: the figures of docs/models.md. */
class LaunchPlanTest {
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private static Path folder;
  private static String model;

  @BeforeAll
  static void writeModel() throws Exception {
    model = PublishedGemma.write(folder.resolve("a model"), "BF16", false).toString();
  }

  @Test
  void holdsTheWeightsInTheEncodingThatIsAskedFor() {
    assertThat(heap("evaluate", "--model", model)).isEqualTo("7306m");
    assertThat(heap("evaluate", "--model", model, "--quantize", "int8")).isEqualTo("4681m");
    assertThat(heap("evaluate", "--model=" + model, "--quantize=none")).isEqualTo("7306m");
    assertThat(heap("demo", "--baseline", model, "--conf", "spark.assay.quantize=int8"))
        .isEqualTo("4681m");
    assertThat(heap("score", "--model", model, "--quantize", "int8")).isEqualTo("3657m");
    assertThat(heap("generate", "--model", model)).isEqualTo("9866m");
    assertThat(heap("batch", "--model", model)).isEqualTo("9866m");
    assertThat(heap("safety", "--model", model, "--baseline", "r0")).isEqualTo("9866m");
  }

  @ParameterizedTest
  @CsvSource({
    "F16, int8, 3657m",
    "F32, int8, 3657m",
    "F32, bfloat16, 6282m",
    "F16, bfloat16, 6282m",
    "F32, none, 11540m",
    "F16, none, 11540m"
  })
  void countsWhatAWeightTakesInMemoryNotInTheFile(String type, String quantize, String heap)
      throws Exception {
    Path other = PublishedGemma.write(folder.resolve(type + quantize), type, true);
    assertThat(heap("score", "--model", other.toString(), "--quantize", quantize)).isEqualTo(heap);
  }

  @Test
  void onAClusterTheExecutorsHoldTheWeights() {
    LaunchPlan plan = plan("evaluate", "--model", model, "--master", "spark://h:1");
    assertThat(plan.options()).containsExactly("-Xmx3072m");
    assertThat(plan.arguments()).containsExactly("--conf", "spark.executor.memory=6282m");
    assertThat(plan.environment()).isEmpty();
    assertThat(
            plan("generate", "--model", model, "--master", "yarn", "--quantize", "int8")
                .arguments())
        .containsExactly("--conf", "spark.executor.memory=6217m");
    assertThat(
            plan(
                    "evaluate",
                    "--model",
                    model,
                    "--conf=spark.master=yarn",
                    "--conf",
                    "spark.executor.memory=9g")
                .arguments())
        .isEmpty();
  }

  @Test
  void oneProcessPacksWeightsAndListensToItself() {
    LaunchPlan plan =
        LaunchPlan.of(Words.of(Optional.empty(), "evaluate", "--model", model), Map.of(), true);
    assertThat(plan.options())
        .containsExactly(
            "-XX:+UseParallelGC", "-Xmn256m", "-XX:+UseTransparentHugePages", "-Xmx7306m");
    assertThat(plan.environment()).containsExactly(Map.entry("SPARK_LOCAL_IP", "127.0.0.1"));
    assertThat(plan("score", "--model", model).environment()).isEmpty();
    assertThat(plan("rescore", "results/r1").options()).containsExactly("-Xmx2048m");
    assertThat(plan("report", "results/r1").options()).containsExactly("-Xmx2048m");
    assertThat(
            LaunchPlan.of(
                    Words.of(Optional.empty(), "compare", "results/r1"),
                    Map.of("SPARK_LOCAL_IP", "10.0.0.1"),
                    false)
                .environment())
        .isEmpty();
  }

  /** A gate's model and what its weights become stand in its file. */
  @Test
  void aGateIsGivenWhatItsModelTakes() throws Exception {
    String file =
        Files.writeString(
                folder.resolve("gate.yaml"),
                """
                {name: n, model: "%s", tasks: piqa, output: o, history: h,
                 evaluate: {quantize: bfloat16}, lines: [{task: piqa}]}
                """
                    .formatted(model.replace('\\', '/')))
            .toString();
    assertThat(heap("regress", "run", file))
        .isEqualTo(heap("evaluate", "--model", model, "--quantize", "bfloat16"));
    assertThat(heap("regress", "run", file, "--set", "evaluate.quantize=int8"))
        .isEqualTo(heap("evaluate", "--model", model, "--quantize", "int8"));
    for (List<String> words :
        List.of(
            List.of("regress", "check", file, "--candidate", "r0"),
            List.of("regress", "run", file, "--candidate", "r0"),
            List.of("regress", "run", file + "s"),
            List.of("regress", "list", "--history", "h"))) {
      assertThat(heap(words.toArray(String[]::new))).as(words.toString()).isEqualTo("2048m");
    }
  }

  @Test
  void whatPeopleAskForComesFirst() {
    Map<String, String> environment = Map.of("ASSAY_HEAP", "6g");
    Words words =
        Words.of(
            Optional.empty(), "evaluate", "--model", model, "--conf", "spark.driver.memory=5g");
    assertThat(LaunchPlan.of(words, environment, false).options()).contains("-Xmx6g");
    assertThat(LaunchPlan.of(words, Map.of("ASSAY_HEAP", ""), false).options()).contains("-Xmx5g");
  }

  @ParameterizedTest
  @CsvSource({"4096, 4096m", "5G, 5g", "6gb, 6g", "512m, 512m"})
  void takesSparksWaysToWriteASize(String size, String heap) {
    assertThat(heap("rescore", "r", "--conf", "spark.driver.memory=" + size)).isEqualTo(heap);
  }

  @Test
  void readsTheLauncherSettingsUnlessOthersAreNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("assay.conf"), "spark.assay.quantize   int8\n");
    Path other = Files.writeString(folder.resolve("other.conf"), "spark.driver.memory=7g\n");
    Words words = Words.of(Optional.of(file), "evaluate", "--model", model);
    LaunchPlan plan = LaunchPlan.of(words, Map.of(), false);
    assertThat(plan.options()).contains("-Xmx4681m");
    assertThat(plan.arguments()).containsExactly("--properties_file", file.toString());
    Words named =
        Words.of(
            Optional.of(file),
            "--verbose",
            "evaluate",
            "--model",
            model,
            "--properties-file",
            other.toString());
    assertThat(LaunchPlan.of(named, Map.of(), false).options()).contains("-Xmx7g");
    assertThat(LaunchPlan.of(named, Map.of(), false).arguments()).isEmpty();
    assertThat(
            LaunchPlan.of(
                    Words.of(Optional.of(folder.resolve("none")), "evaluate", "--model", model),
                    Map.of(),
                    false)
                .arguments())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no such folder", "", "\0", "."})
  void whatCannotBeReadIsLeftToTheCommand(String unreadable) {
    assertThat(heap("evaluate", "--model", unreadable, "--quantize", "int3")).isEqualTo("2048m");
    assertThat(heap("evaluate", "--properties_file", unreadable)).isEqualTo("2048m");
    assertThat(heap("bench", "--model=" + unreadable))
        .isEqualTo(unreadable.isEmpty() ? "512m" : "3584m");
  }

  @ParameterizedTest
  @CsvSource({
    "recurrentgemma-2b, 2682862080",
    "recurrentgemma-9b, 8579977216",
    "gemma-2b, 2506172416",
    "mistral-7b, 7241732096"
  })
  void benchHoldsAPublishedShapeAndStates(String shape, long parameters) {
    long beside = (512 + 3072) * MEBIBYTE;
    assertThat(bytes("bench", "--model", shape))
        .isBetween(
            beside + 2 * parameters * 11 / 10 - MEBIBYTE, beside + 2 * parameters * 111 / 100);
    assertThat(bytes("bench", "--model=" + shape, "--layers", "2"))
        .isLessThan(bytes("bench", "--model", shape));
    assertThat(bytes("bench", "--model", shape, "--layers", "08"))
        .isEqualTo(bytes("bench", "--model", shape, "--layers", "8"));
    assertThat(bytes("bench", "--model", shape, "--layers", "99"))
        .isEqualTo(bytes("bench", "--model", shape, "--quantize", "none,int8"))
        .isGreaterThan(bytes("bench", "--model", shape, "--quantize", "int8"));
  }

  @Test
  void benchHoldsTheLargestOfSeveral() {
    String large = heap("bench", "--model", "mistral-7b");
    assertThat(heap("bench", "--model", "gemma-2b,mistral-7b," + model)).isEqualTo(large);
    assertThat(heap("bench", "--model", "mistral-7b", "--model", "gemma-2b")).isEqualTo(large);
    assertThat(heap("bench", "--model", model))
        .isEqualTo(heap("bench", "--model", "gemma-2b"))
        .isEqualTo("8842m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "--version", "--quick", "--model"})
  void benchIsSmallButNotNothingWhereNoModelIsNamed(String argument) {
    assertThat(heap("bench", argument)).isEqualTo("512m");
  }

  @Test
  void isMadeForNoOtherCommand() {
    assertThatThrownBy(() -> plan("tokenize")).hasMessageContaining("tokenize");
  }

  private static LaunchPlan plan(String... words) {
    return LaunchPlan.of(Words.of(Optional.empty(), words), Map.of(), false);
  }

  private static String heap(String... words) {
    List<String> heaps =
        plan(words).options().stream().filter(option -> option.startsWith("-Xmx")).toList();
    assertThat(heaps).hasSize(1);
    return heaps.get(0).substring("-Xmx".length());
  }

  private static long bytes(String... words) {
    String heap = heap(words);
    return Long.parseLong(heap.substring(0, heap.length() - 1)) * MEBIBYTE;
  }
}
