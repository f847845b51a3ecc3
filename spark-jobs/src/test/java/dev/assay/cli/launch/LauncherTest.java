package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SyntheticCheckpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout and in the archive, with a bundle jar that only names the classes of
 * this build.
 */
class LauncherTest {
  private static final String BUNDLE = "assay-spark-4.1_2.13-0-bundle.jar";

  @TempDir private Path folder;
  private Path conf;
  private Path checkout;
  private Path archive;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void layOut() throws IOException {
    conf = Path.of(System.getProperty("assay.conf"));
    checkout = folder.resolve("a checkout");
    Path target = Files.createDirectories(checkout.resolve("spark-jobs/target"));
    Files.createFile(checkout.resolve("pom.xml"));
    bundle(target);
    List<String> jars = jars().map(Path::toString).toList();
    Files.writeString(
        target.resolve("class-path.txt"), "/r/assay-core-0.jar:" + String.join(":", jars));
    launcher(checkout.resolve("submit-scripts"));
    archive = folder.resolve("an archive");
    bundle(Files.createDirectories(archive.resolve("jars")));
    Path spark = Files.createDirectories(archive.resolve("spark/jars"));
    for (Path jar : jars().toList()) {
      Files.createSymbolicLink(spark.resolve(jar.getFileName()), jar);
    }
    launcher(archive.resolve("bin"));
    environment.put("ASSAY_DRY_RUN", "1");
    environment.put("ASSAY_CONF", conf.toString());
    environment.put("ASSAY_LOG", "none");
    environment.put("ASSAY_CLASS_CACHE", "");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  @Test
  void asksJavaHowACommandWithAModelIsStarted() throws Exception {
    String model = SyntheticCheckpoint.gemma(folder.resolve("a model"), 1).toString();
    assertThat(run(checkout, "evaluate", "--model", model, "--tasks", "a b"))
        .contains(" -XX:+UseParallelGC -Xmn256m ", " -Xmx2048m ", " -Dassay.log=none ")
        .contains(" dev.assay.cli.Assay evaluate --model ", " --tasks a\\ b --properties_file ");
    assertThat(Files.list(checkout.resolve("spark-jobs/target/spark-home/jars")))
        .hasSameSizeAs(jars().toList());
    environment.put("ASSAY_HEAP", "3g");
    assertThat(run(archive, "evaluate", "--model", model, "--master", "spark://h:1"))
        .contains(" -Xmx3g ", " --conf spark.executor.memory=1024m ")
        .doesNotContain("-Xmx3072m", "UseParallelGC");
  }

  @Test
  void aSafetyReportIsPlannedAndACheckOfARuleIsNot() throws Exception {
    String model = SyntheticCheckpoint.gemma(folder.resolve("a model"), 1).toString();
    assertThat(run(checkout, "safety", "--model", model, "--baseline", "r0"))
        .contains(" -XX:+UseParallelGC ", " -Xmx4608m ", " -Dassay.log=none ");
    assertThat(run(checkout, "safety", "check-rule", "assay-1", "--data", "d"))
        .contains(" -Xmx1536m ", " dev.assay.cli.Assay safety check-rule assay-1 --data d")
        .doesNotContain("--properties_file");
  }

  @Test
  void findsItsJarsAndSamplesInTheArchive() throws Exception {
    assertThat(run(archive, "--verbose", "tasks"))
        .contains(" -Xmx512m ", " -Dassay.samples=" + quoted(archive.resolve("samples")))
        .contains(" -cp " + quoted(archive.resolve("jars").resolve(BUNDLE)) + ":")
        .contains(quoted(archive.resolve("spark/jars")) + "/jackson-core");
    assertThat(run(checkout, "data", "list"))
        .contains(" -Xmx1536m ", quoted(checkout.resolve("datasets/sample")))
        .doesNotContain("assay-core-0.jar", "properties_file");
  }

  @Test
  void startsTheCommandWhereThePlanFails() throws Exception {
    environment.put("JDK_JAVA_OPTIONS", "-Xmx1k");
    assertThat(run(archive, "score", "--model", "m")).contains(" -Xmx512m ", " score --model m");
  }

  @Test
  void saysWhatAnUnbuiltCheckoutLacks() throws Exception {
    Files.delete(checkout.resolve("spark-jobs/target").resolve(BUNDLE));
    Process process = start(checkout, "tasks");
    assertThat(said(process)).contains("not built yet", "mvn -B package -DskipTests");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void anArchiveOfClassesIsMadeOnceAndABrokenOneIsNoHindrance() throws Exception {
    Path cache = classCache("broken");
    String asks = " -Dassay.rehearsal=" + quoted(checkout.resolve("submit-scripts/assay")) + " ";
    assertThat(run(checkout, "evaluate")).contains(asks).doesNotContain("SharedArchiveFile");
    assertThat(run(checkout, "tasks")).doesNotContain("rehearsal");
    rehearse(checkout);
    List<Path> archives = archives(cache);
    assertThat(archives).hasSize(1).allSatisfy(one -> assertThat(one).hasContent("broken"));
    assertThat(run(checkout, "evaluate"))
        .contains(" -XX:SharedArchiveFile=" + quoted(archives.get(0)) + " ")
        .doesNotContain("rehearsal");
    environment.remove("ASSAY_DRY_RUN");
    assertThat(run(checkout, "--version"))
        .contains("assay ")
        .doesNotContain("[cds]", "[aot]", "archive", "rror");
    Files.setLastModifiedTime(
        checkout.resolve("spark-jobs/target").resolve(BUNDLE), FileTime.fromMillis(0));
    environment.put("ASSAY_DRY_RUN", "1");
    assertThat(run(checkout, "evaluate")).as("of other jars").contains(asks);
    rehearse(checkout);
    assertThat(archives(cache)).hasSize(2);
    for (Path one : archives(cache)) {
      Files.writeString(one, "brok");
    }
    assertThat(run(checkout, "evaluate")).as("a part of one").contains(asks);
  }

  @Test
  void whoeverMakesTheArchiveOfClassesIsAlone() throws Exception {
    Path cache = classCache("whole");
    rehearse(archive);
    Path made = archives(cache).get(0);
    Files.delete(made);
    String name = made.getFileName().toString().replaceFirst("\\.[0-9]+\\.jsa$", "");
    Path lock = Files.createDirectory(cache.resolve(name + ".lock"));
    rehearse(archive);
    assertThat(archives(cache)).as("another makes it").isEmpty();
    assertThat(lock).exists();
    Files.setLastModifiedTime(lock, FileTime.fromMillis(0));
    rehearse(archive);
    assertThat(archives(cache)).as("the other was killed").containsExactly(made);
    assertThat(lock).doesNotExist();
  }

  @Test
  void startsWhereNoArchiveOfClassesCanLie() throws Exception {
    environment.put("ASSAY_CLASS_CACHE", Files.createFile(folder.resolve("a file")).toString());
    assertThat(run(checkout, "evaluate")).contains(" dev.assay.cli.Assay evaluate");
    rehearse(checkout);
    environment.put("ASSAY_CLASS_CACHE", "");
    assertThat(run(checkout, "evaluate")).doesNotContain("rehearsal", "SharedArchiveFile");
  }

  /**
   * A folder for archives, and a stand-in for the small run that makes one.
   *
   * @param content of what is made
   */
  private Path classCache(String content) throws IOException {
    Path cache = folder.resolve("a cache");
    environment.put("ASSAY_CLASS_CACHE", cache.toString());
    Path nice = Files.createDirectories(folder.resolve("bin")).resolve("nice");
    Files.writeString(nice, "#!/bin/sh\nprintf '" + content + "' > \"$ASSAY_REHEARSAL\"\n");
    assertThat(nice.toFile().setExecutable(true)).isTrue();
    environment.put("PATH", nice.getParent() + ":" + System.getenv("PATH"));
    return cache;
  }

  private void rehearse(Path home) throws Exception {
    environment.put("ASSAY_REHEARSAL", "begin");
    assertThat(run(home)).isEmpty();
    environment.remove("ASSAY_REHEARSAL");
  }

  private static List<Path> archives(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  private void launcher(Path into) throws IOException {
    Files.createDirectories(into);
    Files.copy(
        conf.resolveSibling("submit-scripts/assay"),
        into.resolve("assay"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void bundle(Path into) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            classPath()
                .filter(path -> !isJarOfOthers(path))
                .map(path -> path.toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(into.resolve(BUNDLE))) {
      new JarOutputStream(out, manifest).close();
    }
  }

  /** What the plan needs beside Assay's own classes. */
  private static Stream<Path> jars() {
    return classPath().filter(LauncherTest::isJarOfOthers);
  }

  private static boolean isJarOfOthers(Path path) {
    return path.getFileName()
        .toString()
        .matches("(jackson-(core|databind|annotations)|slf4j-api)-.*");
  }

  private static Stream<Path> classPath() {
    String property =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(property.split(":")).map(Path::of);
  }

  private String run(Path home, String... words) throws Exception {
    Process process = start(home, words);
    String said = said(process);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Process start(Path home, String... words) throws IOException {
    Path launcher = home.resolve(home.equals(archive) ? "bin/assay" : "submit-scripts/assay");
    List<String> command =
        Stream.concat(Stream.of(launcher.toString()), Arrays.stream(words)).toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    List.of("ASSAY_HEAP", "SPARK_HOME", "SPARK_LOCAL_IP").forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** As bash's printf %q writes a path with spaces. */
  private static String quoted(Path path) {
    return path.toString().replace(" ", "\\ ");
  }
}
