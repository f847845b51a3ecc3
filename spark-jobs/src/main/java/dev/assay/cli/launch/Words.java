package dev.assay.cli.launch;

import dev.assay.cli.options.UnderscoreOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The words of a command line, read before any of them is checked: what does not fit counts as not
 * given, and the command itself names it.
 */
final class Words {
  private static final String PROPERTIES_FILE = "--properties_file";

  private final List<String> words;
  private final Properties file;
  private final Optional<Path> usedFile;

  private Words(List<String> words, Optional<Path> launcherFile) {
    this.words = words;
    Optional<Path> named = last(PROPERTIES_FILE).flatMap(Words::path);
    this.usedFile = named.isEmpty() ? launcherFile.filter(Files::isRegularFile) : Optional.empty();
    this.file = named.or(() -> usedFile).map(Words::read).orElseGet(Properties::new);
  }

  /**
   * @param launcherFile settings in spark-defaults form, where the words name no other file
   */
  static Words of(Optional<Path> launcherFile, String... words) {
    return new Words(Arrays.asList(UnderscoreOptions.of(words)), launcherFile);
  }

  /** The launcher's file of settings, where there is one and the words name no other. */
  Optional<Path> launcherFile() {
    return usedFile;
  }

  /** The first word that is no option: the command's name, or nothing. */
  String command() {
    return words.stream().filter(word -> !word.startsWith("-")).findFirst().orElse("");
  }

  /** The values of an option, written {@code --option VALUE} or {@code --option=VALUE}. */
  List<String> all(String option) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith(option + "=")) {
        values.add(word.substring(option.length() + 1));
      } else if (word.equals(option) && i + 1 < words.size()) {
        values.add(words.get(++i));
      }
    }
    values.removeIf(String::isEmpty);
    return values;
  }

  /** Words that are folders of models, wherever they stand. */
  List<String> modelFolders() {
    return words.stream().filter(word -> path(word).filter(Words::isModel).isPresent()).toList();
  }

  /** Whether this word stands somewhere. */
  boolean contains(String word) {
    return words.contains(word);
  }

  /** Words that are files with one of these endings, wherever they stand. */
  List<Path> files(String... endings) {
    return words.stream()
        .filter(word -> Arrays.stream(endings).anyMatch(word::endsWith))
        .flatMap(word -> path(word).stream())
        .filter(Files::isRegularFile)
        .toList();
  }

  private static boolean isModel(Path path) {
    boolean file = path.toString().endsWith(".gguf") && Files.isRegularFile(path);
    return file || Files.isRegularFile(path.resolve("config.json"));
  }

  /** The last value of an option. */
  Optional<String> last(String option) {
    List<String> values = all(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** The value of a Spark setting: {@code --conf KEY=VALUE}, else the file's. */
  Optional<String> setting(String key) {
    return all("--conf").stream()
        .filter(setting -> setting.startsWith(key + "="))
        .reduce((earlier, later) -> later)
        .map(setting -> setting.substring(key.length() + 1))
        .or(() -> Optional.ofNullable(file.getProperty(key)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Properties read(Path path) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      // The command reads the same file, and says what is wrong with it.
      return new Properties();
    }
    return properties;
  }
}
