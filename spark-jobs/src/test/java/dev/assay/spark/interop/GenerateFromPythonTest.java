package dev.assay.spark.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQL functions and the pipeline's stage from Python, with the pyspark package as it is. Needs a
 * Python that has it: {@code -Dassay.python=…}, python3 otherwise.
 */
class GenerateFromPythonTest {
  private static final Path PROGRAM = Path.of("src/test/python/generate_from_python.py");
  private static final long MINUTES = 5;

  @TempDir private Path folder;

  @Test
  void theProgramOfTheDocumentationRuns() throws Exception {
    String python = System.getProperty("assay.python", "python3");
    assumeTrue(
        exitCode(start(python, "-c", "import pyspark")) == 0,
        "skipped: " + python + " has no pyspark");
    Path model = SyntheticCheckpoint.recurrentGemma(folder.resolve("model"), 35);
    Process program =
        start(
            python,
            "-B",
            PROGRAM.toString(),
            classPath(),
            model.toString(),
            folder.resolve("stage").toString());
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(exitCode(program)).as(said).isZero();
    assertThat(said).contains("equal answers: 3");
  }

  private static Process start(String... command) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    // The package brings its own Spark.
    process.environment().remove("SPARK_HOME");
    try {
      return process.start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: there is no " + command[0]);
      throw e;
    }
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** Assay's own classes and what Spark does not bring. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                entry.contains("/target/")
                    || entry.contains("assay")
                    || entry.contains("jmustache")
                    || entry.contains("jackson-dataformat-csv"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
