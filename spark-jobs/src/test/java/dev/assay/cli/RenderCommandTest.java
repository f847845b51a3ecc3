package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code assay render}, through the command itself. */
class RenderCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void rowsAreRenderedOrSayWhyNot() throws IOException {
    String rows =
        """
        {"template": "{{ a + b }}\\n", "document": {"a": 1, "b": 2.50}, "id": "task"}
        {"template": "{% for m in messages %}\\n<{{ m.role }}>{% endfor %}\\n{{ x }}", "messages": [{"role": "user"}], "rendered": "old"}
        {"template": "{{ strftime_now('%d.%m.%Y') }}{{ v }}", "variables": {"v": null}, "now": "2024-02-09T07:05:03"}
        {"template": "a\\n{{ missing }}", "document": {}}
        {"template": "{{ 'a' * 10**9 }}", "document": {}}
        {"template": "x"}
        {"template": "x", "document": {}, "messages": []}
        {"template": "x", "document": []}
        {"document": {}}
        no JSON
        """;
    CommandRun run =
        CommandRun.withInput(
            rows.getBytes(StandardCharsets.UTF_8), "render", "--input", "-", "--output", "-");
    assertThat(run.exitCode()).isEqualTo(3);
    List<JsonNode> answers = lines(run.out());
    assertThat(answers).hasSize(10);
    assertThat(answers.get(0).toString())
        .isEqualTo(
            "{\"template\":\"{{ a + b }}\\n\",\"document\":{\"a\":1,\"b\":2.5},\"id\":\"task\","
                + "\"rendered\":\"3.5\\n\"}");
    assertThat(answers.get(1).get("rendered").textValue()).isEqualTo("<user>");
    assertThat(answers.get(2).get("rendered").textValue()).isEqualTo("09.02.2024None");
    assertThat(answers.subList(3, 10))
        .extracting(answer -> answer.get("error").get("code").textValue())
        .containsExactly(
            "template_error",
            "template_error",
            "missing_field",
            "wrong_field",
            "wrong_field",
            "missing_field",
            "not_a_json_object");
    assertThat(answers.get(3).get("error").get("message").textValue())
        .contains("line 2, column 1: UndefinedError: 'missing' is undefined");
    assertThat(answers.get(4).get("error").get("message").textValue())
        .contains("line 1, column 1: the template is stopped: a text would have more than");
    assertThat(run.err()).startsWith("assay: 10 rows, 7 failed, ").doesNotContain("tokens");
  }

  private static List<JsonNode> lines(String text) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : text.split("\n")) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}
