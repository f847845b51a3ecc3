package dev.assay.core.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every changed template renders, or raises a {@link TemplateException}; never another exception, a
 * hang, or memory beyond what one rendering may spend.
 */
class TemplateFuzzTest {
  private static final String[] WORDS = {
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "{{ x }}",
    "{% if x %}",
    "{% endif %}",
    "{% for i in x %}",
    "{% endfor %}",
    "{% set x = ",
    "{% macro m(a) %}",
    "|join(",
    "|tojson",
    "|int(base=",
    "|round(",
    "|sort(",
    "|batch(",
    "|regex_replace(",
    "|indent(",
    "|format(",
    "|groupby(",
    "|map(attribute=",
    ".split(",
    ".replace(",
    ".format(",
    ".center(",
    "[::-1]",
    "[1:",
    "**",
    "//",
    "%",
    "~",
    "'",
    "\"%s%d%.3f\"",
    "range(",
    "dict(",
    "namespace(",
    "lipsum(",
    "loop.",
    "cycler(",
    "none",
    "(",
    "((",
    "[",
    "{",
    "-",
    "not ",
    "x",
    "xs",
    "document",
    "messages",
    "1",
    "0",
    "'\\ud800'",
    "'\\x'"
  };

  private static final Map<String, Object> VARIABLES =
      Map.of(
          "x",
          "a text",
          "xs",
          List.of(3, 1, 2),
          "n",
          7,
          "f",
          0.5,
          "doc",
          Map.of("question", "why?", "choices", List.of("a", "b"), "label", 1),
          "messages",
          List.of(
              Map.of("role", "user", "content", "hello"),
              Map.of("role", "assistant", "content", "world")));

  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

  @ParameterizedTest
  @EnumSource
  void templates(Dialect dialect) throws IOException {
    List<String> seeds = new ArrayList<>(List.of("{{ x }}"));
    for (String seed : goldenTemplates()) {
      if (seed.length() < 1500 && renders(seed, dialect)) {
        seeds.add(seed);
      }
    }
    assertThat(seeds).hasSizeGreaterThan(40);
    Map<String, Integer> outcomes =
        Fuzzing.of("template of a " + dialect, Mutations.ofTexts(seeds, WORDS))
            .refusing(TemplateException.class)
            .within(10)
            .allocating(1L << 30, 2000)
            .run(bytes -> render(new String(bytes, StandardCharsets.UTF_8), dialect));
    assertThat(outcomes).containsKeys("read", "TemplateException");
  }

  private static boolean renders(String template, Dialect dialect) {
    try {
      render(template, dialect);
      return true;
    } catch (TemplateException needsOtherVariables) {
      return false;
    }
  }

  private static void render(String template, Dialect dialect) {
    Template.parse("fuzzed", template, dialect).render(VARIABLES, NOW);
  }

  private static List<String> goldenTemplates() throws IOException {
    List<String> templates = new ArrayList<>();
    try (var in = TemplateFuzzTest.class.getResourceAsStream("templates.jsonl");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        templates.add(new ObjectMapper().readTree(line).path("template").asText());
      }
    }
    return templates;
  }
}
