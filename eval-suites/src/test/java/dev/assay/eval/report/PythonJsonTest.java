package dev.assay.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.eval.testing.HarnessGoldens;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are what Python 3.11 gives. */
class PythonJsonTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-3.25, -3.25",
    "0.1, 0.1",
    "100000, 100000.0",
    "1e7, 10000000.0",
    "123456789012345.6, 123456789012345.6",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "123456789012345680, 1.2345678901234568e+17",
    "1e22, 1e+22",
    "1e100, 1e+100",
    "0.0001, 0.0001",
    "-0.0005, -0.0005",
    "0.00001, 1e-05",
    "1.5e-7, 1.5e-07",
    "-2.5e-10, -2.5e-10",
    "2e-3, 0.002",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740993, 9007199254740992.0",
    "2e23, 2e+23",
    "5.684341886080802e-14, 5.684341886080802e-14"
  })
  void numbersAreWrittenAsPythonsRepr(double value, String text) {
    assertThat(PythonJson.number(value)).isEqualTo(text);
  }

  @Test
  void whatIsNotFiniteHasPythonsNames() {
    assertThat(PythonJson.number(Double.NaN)).isEqualTo("NaN");
    assertThat(PythonJson.number(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    assertThat(PythonJson.number(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
  }

  @Test
  void numbersAreReadAsWritten() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(PythonJson.number(value))).isEqualTo(value);
      }
    }
  }

  @Test
  void objectsAreIndentedAsPythons() {
    String json =
        """
        {"a": [1, 2.0, null], "b": {}, "c": [], "d": {"e": true, "f": ["\\u000b\\u001f\\u007f\\"\\\\/\\b\\f\\n\\r\\t"]}, "é": "\u2028🦊"}""";
    assertThat(PythonJson.indented(HarnessGoldens.parse(json)))
        .isEqualTo(
            """
            {
              "a": [
                1,
                2.0,
                null
              ],
              "b": {},
              "c": [],
              "d": {
                "e": true,
                "f": [
                  "\\u000b\\u001f\u007f\\"\\\\/\\b\\f\\n\\r\\t"
                ]
              },
              "é": "\u2028🦊"
            }""");
  }

  @Test
  void linesAreSpacedAsPythons() {
    String json = "{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":false}";
    assertThat(PythonJson.line(HarnessGoldens.parse(json)))
        .isEqualTo("{\"a\": [1, {\"b\": null}], \"c\": {}, \"d\": false}");
  }
}
