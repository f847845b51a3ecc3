package dev.assay.cli;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.spark.Setting;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where Spark runs, spelt as spark-submit spells it. */
final class SparkOptions {
  @Option(
      names = "--master",
      description =
          "Spark master, e.g. local[*], spark://host:7077 (default: spark-submit's, else local[*]).")
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

  /** The session, its {@code spark.assay} keys checked. */
  SparkSession session(String name) {
    SparkConf conf = conf();
    Setting.refuseUnknown(conf);
    return SparkSession.builder().appName(name).config(conf).getOrCreate();
  }

  private SparkConf conf() {
    SparkConf conf = new SparkConf();
    fileSettings().forEach((key, value) -> conf.setIfMissing(key.toString(), value.toString()));
    settings.forEach(conf::set);
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    return conf;
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
            e.toString(),
            "give a file with one key and value per line",
            e);
      }
    }
    return properties;
  }
}
