package dev.assay.spark.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** conf/assay.conf says of every setting what the code says. */
class ConfigurationFileTest {
  private static final int WIDTH = 100;

  @Test
  void fileListsEverySettingWithItsMeaningAndDefault() throws IOException {
    Path file = Path.of(System.getProperty("assay.conf"), "assay.conf");
    String expected =
        Arrays.stream(Setting.values())
            .map(ConfigurationFileTest::entry)
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(file)).endsWith("\n\n" + expected);
  }

  private static String entry(Setting setting) {
    String meaning = setting.meaning() + ". Give " + setting.wanted() + ".";
    String sentence = Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1);
    return wrapped(sentence) + ("# " + setting.key() + " " + setting.defaultValue()).strip() + "\n";
  }

  private static String wrapped(String sentence) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder("#");
    for (String word : sentence.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    return text.append(line).append('\n').toString();
  }
}
