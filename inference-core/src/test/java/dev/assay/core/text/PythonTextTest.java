package dev.assay.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are what Python 3.11 gives. */
class PythonTextTest {
  /** "".join(c for c in map(chr, range(0x110000)) if c.isspace()) */
  private static final String SPACES =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
          + "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  @Test
  void spacesArePythons() {
    StringBuilder spaces = new StringBuilder();
    for (int c = 0; c < 0x110000; c++) {
      if (PythonText.isSpace(c)) {
        spaces.appendCodePoint(c);
      }
    }
    assertThat(spaces).hasToString(SPACES);
  }

  @Test
  void stripTakesSpacesFromTheEndsAlone() {
    assertThat(PythonText.strip(SPACES + "a b" + SPACES)).isEqualTo("a b");
    assertThat(PythonText.rstrip(SPACES + "a b" + SPACES)).isEqualTo(SPACES + "a b");
    assertThat(PythonText.strip(SPACES)).isEmpty();
    assertThat(PythonText.strip("\u200b\ufeffa\u200b")).isEqualTo("\u200b\ufeffa\u200b");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "the Lady, The lady",
    "ABC DEF, Abc def",
    "' the', ' the'",
    "1ST, 1st",
    "ßa, Ssa",
    "ﬁn, Fin",
    "ǆ, ǅ",
    "ŉ, ʼN",
    "ﬃx, Ffix",
    "եւ, Եւ",
    "ᾲ, Ὰͅ",
    "ᾳ, ᾼ",
    "ᾼ, ᾼ",
    "éCOLE, École",
    "ΣΟΦΟΣ, Σοφος",
    "ΑΣ, Ας",
    "ΑΣ ΒΣ, Ας βς",
    "İI, İi",
    "𐐨𐐀, 𐐀𐐨",
    "🦊A, 🦊a"
  })
  void capitalizeIsPythons(String text, String capitalized) {
    assertThat(PythonText.capitalize(text)).isEqualTo(capitalized);
  }
}
