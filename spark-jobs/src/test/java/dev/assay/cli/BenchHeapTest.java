package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The heap that the launcher would give {@code assay bench}. */
class BenchHeapTest {
  private static final Pattern HEAP = Pattern.compile(" -Xmx([0-9]+)m ");
  private static final long MEBIBYTE = 1 << 20;

  @TempDir private Path root;

  /** A checkout of the launcher and what it looks for; nothing of it is run. */
  @BeforeEach
  void checkout() throws IOException {
    Path conf = Path.of(System.getProperty("assay.conf"));
    Path launcher = root.resolve("submit-scripts/assay");
    Files.createDirectories(launcher.getParent());
    Files.copy(
        conf.resolveSibling("submit-scripts/assay"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
    Path target = Files.createDirectories(root.resolve("spark-jobs/target"));
    Files.createFile(target.resolve("assay-spark-4.1_2.13-0-bundle.jar"));
    Files.writeString(target.resolve("class-path.txt"), "spark.jar");
  }

  @ParameterizedTest
  @CsvSource({
    "recurrentgemma-2b, 2682862080",
    "recurrentgemma-9b, 8579977216",
    "gemma-2b, 2506172416",
    "mistral-7b, 7241732096"
  })
  void holdsAPublishedShapeAndStates(String shape, long parameters) throws Exception {
    long states = 3072 * MEBIBYTE;
    long weights = 2 * parameters;
    assertThat(heap("--model", shape))
        .isGreaterThan(weights + states)
        .isLessThan(weights + weights / 6 + states + 512 * MEBIBYTE);
    assertThat(heap("--model=" + shape, "--layers", "2")).isLessThan(heap("--model", shape));
    assertThat(heap("--model", shape, "--layers", "08"))
        .isEqualTo(heap("--model", shape, "--layers", "8"));
  }

  @Test
  void holdsTheLargestOfSeveral() throws Exception {
    Path folder = SyntheticCheckpoint.gemma(root.resolve("a model"), 1);
    long large = heap("--model", "mistral-7b");
    assertThat(heap("--model", "gemma-2b,mistral-7b," + folder)).isEqualTo(large);
    assertThat(heap("--model", "mistral-7b", "--model", "gemma-2b")).isEqualTo(large);
    assertThat(heap("--model", folder.toString())).isEqualTo(3584 * MEBIBYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "-h", "--version", "--quick", "--model"})
  void isSmallButNotNothingWhereNoModelIsNamed(String argument) throws Exception {
    String[] arguments = argument.isEmpty() ? new String[0] : new String[] {argument};
    assertThat(heap(arguments)).isEqualTo(512 * MEBIBYTE);
  }

  private long heap(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(root.resolve("submit-scripts/assay").toString(), "bench"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ASSAY_DRY_RUN", "1");
    builder.environment().remove("ASSAY_HEAP");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Matcher heap = HEAP.matcher(said);
    assertThat(heap.find()).as(said).isTrue();
    return Long.parseLong(heap.group(1)) * MEBIBYTE;
  }
}
