package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.testing.SharedFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code assay safety}, through the command itself. */
class SafetyCommandTest {
  private static String line(CommandRun run, String beginning) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .replaceAll(" +", " ");
  }

  @ParameterizedTest
  @CsvSource({
    "xstest-strmatch, 696 37 189 878 0.874 0.748, 0.871, 0.725, 0.624, 0.289",
    "advbench-prefixes, 596 40 289 875 0.817 0.633, 0.867, 0.668, 0.302, 0.080",
    "advbench-28, 693 98 192 817 0.839 0.677, 0.858, 0.702, 0.470, 0.157",
    "assay-1, 761 55 124 860 0.901 0.801, 0.898, 0.741, 0.726, 0.451"
  })
  void aRulesTableIsThatOfItsAnswers(
      String rule, String all, String gpt4, String llama2, String guard, String instruct) {
    CommandRun run =
        CommandRun.of("safety", "check-rule", rule, "--data", SharedFolder.path("data/safety"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(line(run, "all")).startsWith("all " + all + " ");
    assertThat(line(run, "gpt4").split(" ")[6]).isEqualTo(gpt4);
    assertThat(line(run, "llama2orig").split(" ")[6]).isEqualTo(llama2);
    assertThat(line(run, "mistralguard").split(" ")[6]).isEqualTo(guard);
    assertThat(line(run, "mistralinstruct").split(" ")[6]).isEqualTo(instruct);
  }

  @Test
  void aRateIsCorrectedByWhatWasMeasured() {
    CommandRun run =
        CommandRun.of(
            "safety",
            "check-rule",
            "xstest-strmatch",
            "--observed",
            "0.3",
            "--data",
            SharedFolder.path("data/safety"));
    // (0.3 + 878/915 − 1)/(696/885 + 878/915 − 1)
    assertThat(run.out()).contains("observed 0.300, corrected").contains("0.348");
  }

  @Test
  void whatIsNotThereIsNamed(@TempDir Path empty) {
    CommandRun rule = CommandRun.of("safety", "check-rule", "xstest", "--data", empty);
    assertThat(rule.exitCode()).isEqualTo(2);
    assertThat(rule.err()).contains("there is no rule 'xstest'", "xstest-strmatch");
    CommandRun data = CommandRun.of("safety", "check-rule", "--data", empty);
    assertThat(data.exitCode()).isEqualTo(5);
    assertThat(data.err()).contains("Paul/XSTest");
    CommandRun share = CommandRun.of("safety", "check-rule", "--observed", "3", "--data", empty);
    assertThat(share.exitCode()).isEqualTo(2);
  }
}
