package dev.assay.cli.options;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;
import scala.Tuple2;

/** Where Spark runs, spelt as spark-submit spells it. */
public final class SparkOptions {
  /** Of hooks at the end of the virtual machine: Spark's own, which stops the session, is lower. */
  private static final int BEFORE_SPARK = 100;

  private static final AtomicBoolean WATCHED = new AtomicBoolean();

  /** For a session that is over soon: nobody looks at Spark's page of it. */
  public static final Map<String, String> NO_PAGE = Map.of("spark.ui.enabled", "false");

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark master, e.g. local[*], spark://host:7077 (default: spark-submit's, else"
              + " local[*]).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A Spark or spark.assay setting; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--properties_file",
      paramLabel = "FILE",
      description = "Settings in spark-defaults form; --conf beats them.")
  private Path propertiesFile;

  /** Assay's own settings, checked. */
  public Settings settings() {
    Map<String, String> configuration = new HashMap<>();
    for (Tuple2<String, String> entry : conf().getAll()) {
      configuration.put(entry._1(), entry._2());
    }
    return Settings.of(configuration);
  }

  /**
   * The session, which starts when it is needed: spark-submit's settings beat the file's, the
   * command's beat both.
   */
  public LazySession session(String name) {
    return session(name, Map.of());
  }

  /** The same, over a command's own defaults. */
  public LazySession session(String name, Map<String, String> defaults) {
    SparkConf conf = conf();
    defaults.forEach(conf::setIfMissing);
    return LazySession.of(conf, () -> started(name, conf));
  }

  private static SparkSession started(String name, SparkConf conf) {
    SparkSession spark = SparkSession.builder().appName(name).config(conf).getOrCreate();
    if (WATCHED.compareAndSet(false, true)) {
      ShutdownHookManager.get().addShutdownHook(Interruption::tell, BEFORE_SPARK);
    }
    Interruption.expect(() -> spark.sparkContext().setLogLevel("OFF"));
    return spark;
  }

  /** How file systems are found, for what needs no session. */
  public Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(conf());
  }

  private SparkConf conf() {
    SparkConf conf = new SparkConf();
    fileSettings()
        .forEach((key, value) -> conf.setIfMissing(key.toString(), value.toString().strip()));
    settings.forEach(conf::set);
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    if (!conf.get("spark.master").startsWith("local[")
        && !conf.get("spark.master").equals("local")) {
      bundle().ifPresent(jar -> conf.setIfMissing("spark.jars", jar));
    }
    return conf;
  }

  /** The jar that this class lies in: a cluster's executors have to be given it. */
  private static Optional<String> bundle() {
    String location =
        SparkOptions.class.getProtectionDomain().getCodeSource().getLocation().toString();
    return location.endsWith(".jar") ? Optional.of(location) : Optional.empty();
  }

  private Properties fileSettings() {
    Properties properties = new Properties();
    if (propertiesFile != null) {
      try (Reader in = Files.newBufferedReader(propertiesFile, StandardCharsets.UTF_8)) {
        properties.load(in);
      } catch (IOException e) {
        throw new AssayException(
            ErrorKind.USAGE,
            "the settings file " + propertiesFile + " cannot be read",
            Files.exists(propertiesFile) ? e.toString() : "there is no such file",
            "give a file with one key and value per line",
            e);
      }
    }
    return properties;
  }
}
