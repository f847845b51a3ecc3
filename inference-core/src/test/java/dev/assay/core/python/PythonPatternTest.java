package dev.assay.core.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Matches that Python 3.11's re finds. */
class PythonPatternTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`\\w+` | `a_१b é` | `a_१b é`",
        "`\\w+` | `दुनिया` | `द न य`",
        "`a\\sb` | `a\u0085b a\u001cb a\u200bb` | `a\u0085b a\u001cb`",
        "`\\d` | `1१²` | `1 १`",
        "`[^\\W\\d]+` | `a1²b` | `a ²b`",
        "`x{,2}y` | `y xy xxxy` | `y xy xxy`",
        "`{a}{2}` | `{a}} {a}` | `{a}}`",
        "`[[a&&b]+` | `a&[b` | `a&[b`",
        "`[]x]+` | `]x` | `]x`",
        "`(?P<q>['-]).(?P=q)` | `'a' -b'` | `'a'`",
        "`\\bié\\b` | `ié iéa éié` | `ié`",
        "`a.b` | `a\rb a\u2028b` | `a\rb a\u2028b`",
      })
  void findsWhatPythonFinds(String pattern, String text, String found) {
    assertThat(PythonPattern.of(pattern).matcher(text).results().map(MatchResult::group))
        .containsExactly(found.split(" "));
  }

  @Test
  void aLineEndsAtItsLineFeedAlone() {
    assertThat(PythonPattern.of("a$").find("a\n")).isTrue();
    assertThat(PythonPattern.of("a$").find("a\r")).isFalse();
    assertThat(PythonPattern.ofLines("^b$").count("a\nb\nc\rb")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "a\\", "*a"})
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> PythonPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "'");
  }
}
