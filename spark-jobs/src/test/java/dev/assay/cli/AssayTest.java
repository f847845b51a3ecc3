package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of every command. */
class AssayTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "assay",
        "assay demo",
        "assay evaluate",
        "assay rescore",
        "assay report",
        "assay compare",
        "assay side-by-side",
        "assay ratings",
        "assay generate",
        "assay batch",
        "assay score",
        "assay tokenize",
        "assay render",
        "assay tasks",
        "assay bench",
        "assay data",
        "assay data list",
        "assay data fetch",
        "assay data verify",
        "assay data pin",
        "assay model",
        "assay model list",
        "assay model fetch",
        "assay safety",
        "assay safety check-rule",
        "assay regress",
        "assay regress run",
        "assay regress check",
        "assay regress pin",
        "assay regress unpin",
        "assay regress list",
        "assay regress plan",
        "assay regress report"
      })
  void everyCommandTellsItsUseAndTheVersion(String command) {
    for (String help : List.of("--help", "-h")) {
      CommandRun run = ask(command, help);
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("Usage: " + command + " ");
    }
    CommandRun run = ask(command, "--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("assay \\S+\\R");
  }

  private static CommandRun ask(String command, String option) {
    String[] words = (command + " " + option).split(" ");
    return CommandRun.of((Object[]) Arrays.copyOfRange(words, 1, words.length));
  }
}
