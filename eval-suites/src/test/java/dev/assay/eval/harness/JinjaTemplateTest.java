package dev.assay.eval.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.eval.task.TaskTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JinjaTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{{ question }} ->; {{ question }} ->",
        "{{choices.0}}{{choices.11}}; {{ choices[0] }}{{ choices[11] }}",
        "{{more.text}}; {{ more[\"text\"] }}",
        "a {{#strip}} b{{c}} {{/strip}} d; a {% filter trim %} b{{ c }} {% endfilter %} d",
        "{{#strip}}{{#capitalize}}{{c}}{{/capitalize}}{{/strip}};"
            + " {% filter trim %}{% filter capitalize %}{{ c }}{% endfilter %}{% endfilter %}",
        "a { b } %} #}; a { b } %} #}"
      })
  void templatesAreTranslated(String mustache, String jinja) {
    assertThat(prompt(mustache).question()).isEqualTo(jinja);
  }

  /** Derived columns stand where they are named; a list is put together by a loop. */
  @Test
  void derivedColumnsAreWrittenOut() {
    JinjaPrompt prompt = new JinjaPrompt(TaskTexts.parse(TaskTexts.COMPLETE).prompt());
    assertThat(prompt.target()).isEqualTo("{{ label }}");
    assertThat(prompt.choices())
        .isEqualTo(
            "{% set texts = [] %}{% for element in choices %}{% set text %}{% filter trim %}"
                + "{{ element }}{% endfilter %}{% endset %}{% set _ = texts.append(text) %}"
                + "{% endfor %}{{ texts }}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% if x %}",
        "{# note",
        "a\\rb",
        "{{answers.0}}",
        "{{answers}}",
        "{{gold.x}}",
        "{{two-words}}",
        "{{.}}"
      })
  void whatJinjaWouldTakeForSomethingElseIsRefused(String mustache) {
    assertThatThrownBy(() -> prompt(mustache).question())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Jinja");
  }

  @Test
  void textIsKeptFromJinja() {
    assertThat(JinjaTemplate.literal("a {b}.\n\n")).isEqualTo("a {b}.\n\n");
    assertThat(JinjaTemplate.literal("{{a}}\n")).isEqualTo("{% raw %}{{a}}\n{% endraw %}");
  }

  private static JinjaPrompt prompt(String question) {
    String text = TaskTexts.COMPLETE.replace("{{question}} ->", question.replace("\"", "\\\""));
    return new JinjaPrompt(TaskTexts.parse(text).prompt());
  }
}
