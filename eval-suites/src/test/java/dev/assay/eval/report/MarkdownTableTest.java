package dev.assay.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.testing.HarnessGoldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everything",
        "one_task",
        "one_subject",
        "one_item_each",
        "perfect",
        "half_unknown",
        "two_digits_of_shots"
      })
  void tablesAreTheHarnesssToTheByte(String name) {
    JsonNode results = HarnessGoldens.json("tables/" + name + ".json");
    assertThat(MarkdownTable.of(GoldenReports.report(results)))
        .isEqualTo(HarnessGoldens.text("tables/" + name + ".md"));
  }

  /** 1/32 and 5/32 are exact in binary: Python rounds them to the even digit. */
  @ParameterizedTest
  @CsvSource({"0.03125, 0.0312", "0.15625, 0.1562", "0.09375, 0.0938", "0.21875, 0.2188"})
  void halvesGoToTheEvenDigit(double value, String shown) {
    String results =
        """
        {"group_subtasks": {}, "n-shot": {"piqa": 0}, "n-samples": {"piqa": {"original": 32}},
         "results": {"piqa": {"sample_len": 32, "acc,none": %s, "acc_stderr,none": 0.5,
         "acc_norm,none": 0.1234, "acc_norm_stderr,none": 0.5}}}
        """
            .formatted(value);
    assertThat(MarkdownTable.of(GoldenReports.report(HarnessGoldens.parse(results))))
        .contains("|" + shown + "|±");
  }

  @Test
  void anEmptyReportIsAnEmptyTable() {
    JsonNode none = HarnessGoldens.parse("{\"group_subtasks\": {}, \"results\": {}}");
    assertThat(MarkdownTable.of(GoldenReports.report(none)).lines())
        .hasSize(2)
        .first()
        .isEqualTo("|Tasks|Version|Filter|n-shot|Metric|   |Value|   |Stderr|");
  }
}
