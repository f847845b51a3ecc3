package dev.assay.spark.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a local-cluster of this build needs: real executor processes, on this test's class path. */
public final class TestCluster {
  private TestCluster() {}

  /** Options of the command for two executors of one core. */
  public static Object[] options() {
    try {
      // Spark starts an executor only from a home that has this folder.
      Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Object[] {
      "--master",
      "local-cluster[2,1,1024]",
      "--conf",
      "spark.executor.memory=1g",
      "--conf",
      "spark.executor.extraClassPath=" + classPath(),
      "--conf",
      "spark.executorEnv.SPARK_LOCAL_IP=127.0.0.1"
    };
  }

  /** The class path, its relative entries made absolute: executors run elsewhere. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Executor processes that this one started: its Java children. Their arguments, with this test's
   * class path among them, are longer than the platform tells.
   */
  public static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }
}
