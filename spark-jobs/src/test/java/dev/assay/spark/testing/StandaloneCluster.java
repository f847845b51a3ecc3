package dev.assay.spark.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A master and two workers of one core each, on loopback, from a distribution of Spark as its users
 * have it. The property {@code assay.spark.home}, or the variable {@code ASSAY_SPARK_HOME}, names
 * its folder; the jar that is submitted is the one that the build made.
 */
public final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final int WORKERS = 2;

  private final Path home;
  private final Path bundle;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String master;

  private StandaloneCluster(Path home, Path bundle, Path folder) throws Exception {
    this.home = home;
    this.bundle = bundle;
    this.folder = folder;
    try {
      String deploy = "org.apache.spark.deploy.";
      start(
          "master",
          List.of("spark-class", deploy + "master.Master", "--host", "127.0.0.1", "--port", "0"),
          List.of("--webui-port", "0"));
      this.master = logged("master", MASTER);
      for (int i = 0; i < WORKERS; i++) {
        start(
            "worker" + i,
            List.of("spark-class", deploy + "worker.Worker", "--host", "127.0.0.1"),
            List.of("--cores", "1", "--memory", "1g", "--webui-port", "0"),
            List.of("--work-dir", folder.resolve("work" + i).toString(), master));
      }
      for (int i = 0; i < WORKERS; i++) {
        logged("worker" + i, Pattern.compile("(Successfully registered with master)"));
      }
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Skips the test where there is no distribution, or no jar to submit. */
  public static StandaloneCluster start(Path folder) throws Exception {
    String named =
        Optional.ofNullable(System.getProperty("assay.spark.home"))
            .orElse(System.getenv("ASSAY_SPARK_HOME"));
    assumeTrue(
        named != null,
        "no Spark distribution is named: -Dassay.spark.home=FOLDER, of pip's pyspark 4.1.0 for"
            + " one");
    Path home = Path.of(named);
    assumeTrue(Files.isExecutable(home.resolve("bin/spark-submit")), named + " is none");
    Optional<Path> bundle = bundle();
    assumeTrue(bundle.isPresent(), "no bundle jar in target: mvn package makes it");
    return new StandaloneCluster(home, bundle.orElseThrow(), folder);
  }

  private static Optional<Path> bundle() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("assay-spark-.*-bundle\\.jar"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()));
    }
  }

  /** {@code spark://HOST:PORT}. */
  public String master() {
    return master;
  }

  /**
   * Starts {@code spark-submit --deploy-mode client}.
   *
   * @param name of its log
   * @param settings {@code KEY=VALUE} of Spark
   */
  public Process submit(String name, List<String> settings, List<String> command)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("spark-submit", "--master", master));
    words.addAll(List.of("--deploy-mode", "client"));
    words.addAll(List.of("--driver-memory", "800m", "--executor-memory", "800m"));
    for (String setting : settings) {
      words.addAll(List.of("--conf", setting));
    }
    words.addAll(List.of("--conf", "spark.ui.enabled=false"));
    words.addAll(List.of("--class", "dev.assay.cli.Assay", bundle.toString()));
    return start(name, words, command);
  }

  @SafeVarargs
  private Process start(String name, List<String>... words) throws IOException {
    List<String> all = new ArrayList<>();
    for (List<String> some : words) {
      all.addAll(some);
    }
    all.set(0, home.resolve("bin").resolve(all.get(0)).toString());
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).redirectOutput(log(name).toFile()).start();
    processes.add(process);
    return process;
  }

  /** Where what a process said stands. */
  public Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /** The first group of what a process says sooner or later. */
  private String logged(String name, Pattern pattern) throws Exception {
    Process process = processes.get(processes.size() - 1);
    while (true) {
      boolean ended = !process.isAlive();
      String log = Files.readString(log(name));
      Matcher matcher = pattern.matcher(log);
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (ended) {
        throw new IOException(name + " ended: " + log);
      }
      Thread.sleep(50);
    }
  }

  /** Ends everything that was started, workers' executors with them. */
  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }
}
