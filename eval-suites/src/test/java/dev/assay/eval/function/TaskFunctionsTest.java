package dev.assay.eval.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.testing.HarnessGoldens;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Equivalents do what the harness's functions do; src/test/oracle/function_values.py asked them.
 */
class TaskFunctionsTest {
  static List<JsonNode> values() {
    return HarnessGoldens.lines("functions.jsonl").stream()
        .map(HarnessGoldens::parse)
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @MethodSource("values")
  void anEquivalentDoesTheSame(JsonNode golden) {
    TaskFunction function = TaskFunctions.find(golden.get("function").textValue()).orElseThrow();
    ObjectNode document = golden.get("document").deepCopy();
    if (function instanceof TaskFunction.OfRows rows) {
      List<JsonNode> left = rows.function().apply(document).<JsonNode>map(d -> d).stream().toList();
      assertThat(JsonNodeFactory.instance.arrayNode().addAll(left).toString())
          .satisfies(json -> assertThat(HarnessGoldens.parse(json)).isEqualTo(golden.get("rows")));
    } else {
      JsonNode value = ((TaskFunction.OfFields) function).function().apply(document);
      assertThat(HarnessGoldens.parse(value.toString())).isEqualTo(golden.get("value"));
    }
  }

  @Test
  void everyLineOfTheTableNamesAFunction() throws IOException, URISyntaxException {
    Path table = Path.of(FunctionTable.class.getResource("functions.tsv").toURI());
    List<String> lines =
        Files.readAllLines(table).stream().filter(l -> !l.startsWith("#")).toList();
    assertThat(lines).hasSizeGreaterThan(100);
    for (String line : lines) {
      String[] cells = line.split("\t");
      assertThat(cells).hasSize(4);
      assertThat(TaskFunctions.find(cells[3])).as(line).isPresent();
      assertThat(FunctionTable.standard().atPath("x/y/" + cells[1], cells[2])).contains(cells[3]);
    }
    assertThat(FunctionTable.standard().atPath("xhellaswag/utils.py", "process_docs")).isEmpty();
    assertThat(FunctionTable.standard().atPath("utils.py", "process_docs")).isEmpty();
  }

  @Test
  void ownFunctionsAreNamedByThemselves() {
    FunctionTable table = FunctionTable.standard();
    assertThat(table.atPath("any/assay.py", "winobias_1_documents"))
        .contains("winobias_1_documents");
    assertThat(table.atPath("assay.py", "rows_where(gender=male)"))
        .contains("rows_where(gender=male)");
    assertThat(table.atPath("assay.py", "no_such_function")).isEmpty();
    assertThat(table.atPath("xassay.py", "winobias_1_documents")).isEmpty();
  }

  /** Of rows that the files do not have: each says what is wrong, and costs itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bbq.process_docs | {'context_condition': 'ambig'} | there is no column"
            + " 'additional_metadata'",
        "bbq.process_docs | {'additional_metadata': 1} | column 'additional_metadata' holds no"
            + " object: 1",
        "truthfulqa_choices | {'mc1_targets': []} | column 'mc1_targets' holds no choices: []",
        "toxigen.doc_to_target | {'toxicity_ai': 'x'} | column 'toxicity_ai' is \"x\", no number"
      })
  void rowsThatCannotBeUsedSayWhy(String name, String document, String message) {
    TaskFunction function = TaskFunctions.find(name).orElseThrow();
    ObjectNode row = (ObjectNode) HarnessGoldens.parse(document.replace('\'', '"'));
    assertThatThrownBy(
            () -> {
              if (function instanceof TaskFunction.OfRows rows) {
                rows.function().apply(row);
              } else {
                ((TaskFunction.OfFields) function).function().apply(row);
              }
            })
        .isInstanceOf(DocumentException.class)
        .hasMessage(message);
  }

  @Test
  void aColumnThatIsMissingOrOfAnotherKindIsNamed() {
    var hellaswag =
        (TaskFunction.OfRows) TaskFunctions.find("hellaswag.process_docs").orElseThrow();
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("ctx_a", "x");
    assertThatThrownBy(() -> hellaswag.function().apply(document))
        .isInstanceOf(DocumentException.class)
        .hasMessage("there is no column 'ctx_b'");
    assertThatThrownBy(() -> hellaswag.function().apply(document.put("ctx_b", 1)))
        .hasMessageContaining("column 'ctx_b' holds no");
  }
}
