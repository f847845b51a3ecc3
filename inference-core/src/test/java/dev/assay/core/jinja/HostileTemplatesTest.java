package dev.assay.core.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Templates that would take for ever, or all memory: each ends in an error that names its bound.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileTemplatesTest {
  static Stream<Arguments> hostile() {
    return Stream.of(
        of("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
        of("{% for x in [1] recursive %}{{ loop([x]) }}{% endfor %}"),
        of("{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}"),
        of("{% for i in range(10**9) %}{% endfor %}"),
        of(
            "{% set s = 'a' * 10**7 %}{% for i in range(99999) %}{% if 'ab' in s %}{% endif %}"
                + "{% endfor %}"),
        of("{% set l = range(99999)|list %}{{ l|select('in', l)|list|length }}"),
        of("{% set s = 'a' * 10**6 %}{{ s.count('a' * 5 * 10**5) }}"),
        of("{% set s = 'a' * 10**7 %}{{ s.find('a' * 5 * 10**6 + 'b') }}"),
        of("{% set s = 'a' * 10**6 %}{{ s.replace('a' * 5 * 10**5 + 'b', '') }}"),
        of("{% set s = 'a' * 10**6 %}{{ s.split('a' * 5 * 10**5 + 'b') }}"),
        of("{{ range(10**9) | list }}"),
        of("{{ range(10**18, 0 - 10**18, -1) }}"),
        of("{{ 'a' * 10**9 }}"),
        of("{{ [0] * 10**9 }}"),
        of("{{ (0, 1) * 10**9 }}"),
        of("{% set s = 'a' * 10**7 %}{{ s.replace('a', s) }}"),
        of("{% set s = 'a' * 10**6 %}{{ s.join(s) }}"),
        of("{% set s = 'a' * 10**6 %}{{ s | join(s) }}"),
        of("{{ 10**(10**10) }}"),
        of("{{ 7**99999 }}"),
        of(
            "{% set ns = namespace(n=10**4000) %}{% for i in range(99) %}"
                + "{% set ns.n = ns.n * ns.n %}{% endfor %}"),
        of("{{ 10**5000 }}"),
        of("{{ '%999999999d' % 1 }}"),
        of("{{ '%*d' % (999999999, 1) }}"),
        of("{{ '%.999999999f' % 1.5 }}"),
        of("{{ '%.999999999d' % 1 }}"),
        of("{{ '{:999999999}'.format(1) }}"),
        of("{{ '{:.999999999f}'.format(1.5) }}"),
        of("{{ '{:{}}'.format(1, 999999999) }}"),
        of("{{ 'a'.center(10**9) }}"),
        of("{{ 'a'.ljust(10**9) }}"),
        of("{{ 'a'.zfill(10**9) }}"),
        of("{{ 'a\t'.expandtabs(10**9) }}"),
        of("{{ 'a' | center(10**9) }}"),
        of("{{ 'a\\nb' | indent(10**9) }}"),
        of("{{ [[1]] | tojson(indent=10**9) }}"),
        of("{{ 'a\"' " + "| tojson ".repeat(60) + "}}"),
        of("{{ ['a\"\\''] " + "| pprint ".repeat(60) + "}}"),
        of("{{ [1] | batch(10**9, 0) | list }}"),
        of("{{ [1] | slice(10**9) | list }}"),
        of("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex_replace('((a|aa)+)+b', '') }}"),
        of("{{ ('ab' * 100000) | regex_replace('(a|b)*c', '') }}"),
        of(
            "{% set ns = namespace(l=[]) %}{% for i in range(100000) %}{% set ns.l = [ns.l] %}"
                + "{% endfor %}{{ ns.l }}"),
        of(
            "{% set a = namespace(l=[]) %}{% set b = namespace(l=[]) %}"
                + "{% for i in range(100000) %}{% set a.l = [a.l] %}{% set b.l = [b.l] %}"
                + "{% endfor %}{{ a.l == b.l }}"),
        of("{% set l = [] %}{% set m = [] %}{{ l.append(m) }}{{ m.append(l) }}" + "{{ l == m }}"),
        of("{% set l = [] %}{% set _ = l.append(l) %}{{ l | tojson }}"),
        of("{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}"),
        of("{{ " + "[".repeat(100_000) + "]".repeat(100_000) + " }}"),
        of("{{ " + "-".repeat(100_000) + "1 }}"),
        of("{{ " + "not ".repeat(100_000) + "1 }}"),
        of("{{ 1" + " + 1".repeat(100_000) + " }}"),
        of("{{ x" + ".x".repeat(100_000) + " }}"),
        of("{{ x" + "|trim".repeat(100_000) + " }}"),
        of("{{ x" + " if y else x".repeat(100_000) + " }}"),
        of("{% if 1 %}".repeat(10_000) + "{% endif %}".repeat(10_000)),
        of("{% for i in [1] %}".repeat(10_000) + "{% endfor %}".repeat(10_000)));
  }

  private static Arguments of(String template) {
    return Arguments.of(template);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void endsByName(String template) {
    TemplateException thrown =
        catchThrowableOfType(
            TemplateException.class,
            () -> Template.parse("hostile", template, Dialect.TASK).render(Map.of()));
    assertThat(thrown).isNotNull();
    assertThat(thrown)
        .hasMessageStartingWith("hostile, line 1, column ")
        .hasMessageMatching(
            "(?s).*(stopped|sought in|longer than|nested|nests deeper|more than|RecursionError|ValueError|OverflowError|too ).*");
    assertThat(thrown.column()).isPositive();
  }

  @Test
  void aListWithinItselfIsPrintedAsPythonPrintsIt() {
    assertThat(render("{% set l = [1] %}{% set _ = l.append(l) %}{{ l }}")).isEqualTo("[1, [...]]");
  }

  @Test
  void whatIsPrintedCountsOnce() {
    assertThat(render("{{ range(30000) | list | tojson | length }}")).isEqualTo("198890");
    assertThat(render("{{ range(30000) | list | string | length }}")).isEqualTo("198890");
  }

  @Test
  void theSandboxKeepsRangesSmall() {
    TemplateException thrown =
        catchThrowableOfType(
            TemplateException.class,
            () -> Template.parse("r", "{{ range(100001) }}", Dialect.CHAT).render(Map.of()));
    assertThat(thrown).hasMessageContaining("OverflowError");
  }

  @Test
  void errorsSayWhere() {
    TemplateException thrown =
        catchThrowableOfType(
            TemplateException.class,
            () ->
                Template.parse("place", "a\r\n{{ 1 }} {{ 'é' + missing }}", Dialect.TASK)
                    .render(Map.of()));
    assertThat(thrown)
        .hasMessage("place, line 2, column 9: UndefinedError: 'missing' is undefined");
    assertThat(List.of(thrown.line(), thrown.column())).containsExactly(2, 9);
  }

  @Test
  void otherFilesCannotBeReached() {
    for (String tag :
        new String[] {
          "include 'x'", "extends 'x'", "import 'x' as y", "from 'x' import y", "autoescape true"
        }) {
      TemplateException thrown =
          catchThrowableOfType(
              TemplateException.class,
              () -> Template.parse("t", "{% " + tag + " %}", Dialect.CHAT));
      assertThat(thrown).hasMessageMatching("t, line 1, column 1: .*(tag).*");
    }
  }

  private static String render(String template) {
    return Template.parse("t", template, Dialect.TASK).render(Map.of());
  }
}
