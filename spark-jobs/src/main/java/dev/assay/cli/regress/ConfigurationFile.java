package dev.assay.cli.regress;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.gate.settings.ConfigurationReader;
import dev.assay.eval.gate.settings.GateConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A gate's YAML file. */
final class ConfigurationFile {
  private ConfigurationFile() {}

  /**
   * @param settings values over the file's, e.g. {@code lines.0.min_effect=0.02}
   * @throws AssayException of kind USAGE for a file that cannot be read or used
   */
  static GateConfiguration read(Path file, List<String> settings) {
    try {
      return ConfigurationReader.read(
          file.toString(), Files.readString(file), settings, System::getenv);
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the configuration " + file + " cannot be read",
          Files.exists(file) ? e.toString() : "there is no such file",
          "name the gate's YAML file",
          e);
    }
  }
}
