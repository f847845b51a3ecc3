package dev.assay.eval.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private static String json(String text) throws YamlException {
    return YamlReader.read("f", text).json().toString();
  }

  /** As PyYAML's CSafeLoader reads them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yes | true",
        "Off | false",
        "y | \"y\"",
        "~ | null",
        "Null | null",
        "nULL | \"nULL\"",
        "010 | 8",
        "0o10 | \"0o10\"",
        "0x1_F | 31",
        "-0b101 | -5",
        "+12 | 12",
        "1_000 | 1000",
        "190:20:30 | 685230",
        "08 | \"08\"",
        "1.0 | 1.0",
        "1e3 | \"1e3\"",
        "1.5e+3 | 1500.0",
        "1.e3 | \"1.e3\"",
        ".5 | 0.5",
        "-.inf | \"-Infinity\"",
        "1.2.3 | \"1.2.3\"",
        "12345678901234567890 | 12345678901234567890",
        "0x_ | \"0x_\"",
        "- | [null]",
        "'yes' | \"yes\"",
        "!!str yes | \"yes\"",
        "!!float 1 | 1.0",
        "!!int 7 | 7",
        "\"a\\/b\" | \"a/b\"",
        "{a: 1, a: 2} | {\"a\":2}",
        "{1: a, true: b, ~: c} | {\"1\":\"a\",\"True\":\"b\",\"None\":\"c\"}",
        "[&x {a: 1}, {<<: *x, b: 2}] | [{\"a\":1},{\"a\":1,\"b\":2}]",
        "{<<: {a: 1, b: 1}, a: 0} | {\"a\":0,\"b\":1}"
      })
  void scalarsAndMergesAreYaml11(String text, String expected) throws YamlException {
    assertThat(json(text)).isEqualTo(expected);
  }

  @Test
  void valuesKnowTheirPlacesAndFunctionsAreNames() throws YamlException {
    YamlValue.Mapping file =
        (YamlValue.Mapping) YamlReader.read("f.yaml", "# c\na: 1\nb:\n  - !function utils.f\n");
    assertThat(file.entries().get("b").key()).hasToString("f.yaml:3");
    YamlValue.Sequence list = (YamlValue.Sequence) file.find("b").orElseThrow();
    assertThat(list.values())
        .containsExactly(new YamlValue.FunctionName("utils.f", new Place("f.yaml", 4)));
    assertThatThrownBy(file::json).hasMessageStartingWith("f.yaml:4: !function utils.f stands");
  }

  @Test
  void anEmptyFileIsNull() throws YamlException {
    assertThat(json("# nothing\n")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--- 1\\n--- 2 | more than one document",
        "[a]: b | a key has to be a text",
        "? [a]\\n: b | a key has to be a text",
        "<<: 1 | '<<' merges a mapping",
        "!!binary aGk= | tag '!!binary' is not allowed",
        "!!int x | tag '!!int' is not allowed",
        "!mine x | tag '!mine' is not allowed"
      })
  void whatIsMoreThanDataIsRefused(String text, String problem) {

    assertThatThrownBy(() -> json(text.replace("\\n", "\n")))
        .isInstanceOf(YamlException.class)
        .hasMessageContaining(problem);
  }
}
