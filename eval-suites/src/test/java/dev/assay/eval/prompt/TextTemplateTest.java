package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTemplateTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "[header] How to [step]do it | How to do it",
        "a [title] b [title]c | a. b. c",
        "a [substeps] [step] b | a  b",
        "a    b | a  b",
        "[a[b]c] d | c] d",
        "[] x [ y | x [ y",
        "a  | a"
      },
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true)
  void wikihowIsCleanedAsInTheHarness(String text, String cleaned) {
    assertThat(TextTemplate.cleanWikihow(text).strip()).isEqualTo(cleaned);
  }

  @Test
  void aBracketAcrossLinesStays() {
    assertThat(TextTemplate.cleanWikihow("a [b\nc] d")).isEqualTo("a [b\nc] d");
    assertThat(TextTemplate.cleanWikihow("a [b\rc\u2028\u0085] d")).isEqualTo("a d");
  }
}
