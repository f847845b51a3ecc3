package dev.assay.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.core.tokenizer.Tokenizers;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextStreamTest {
  private static final String[] PIECES = {
    "the", " ", "  ", "\n", "a", "he", "é", "你好", "🚀", "\u00a0", "of", " had", ".", "x"
  };

  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "metaspace-first", "sentencepiece"})
  void whatTokensAddIsTheirText(String name) {
    Tokenizer tokenizer = tokenizer(name);
    for (int trial = 0; trial < 200; trial++) {
      int[] tokens = tokenizer.encode(text());
      TextStream stream = new TextStream(tokenizer);
      StringBuilder streamed = new StringBuilder();
      for (int token : tokens) {
        streamed.append(stream.append(token));
      }
      assertThat(streamed.toString()).isEqualTo(tokenizer.decode(tokens));
    }
  }

  @Test
  void aCharacterOfSeveralTokensComesWhole() {
    Tokenizer tokenizer = tokenizer("tiny");
    int[] tokens = tokenizer.encode("🚀");
    assertThat(tokens).hasSizeGreaterThan(1);
    TextStream stream = new TextStream(tokenizer);
    for (int i = 0; i < tokens.length - 1; i++) {
      assertThat(stream.append(tokens[i])).isEmpty();
    }
    assertThat(stream.append(tokens[tokens.length - 1])).isEqualTo("🚀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "sentencepiece"})
  void aStopStringIsSeenWhereverTokensEnd(String name) {
    Tokenizer tokenizer = tokenizer(name);
    for (int trial = 0; trial < 300; trial++) {
      int[] tokens = tokenizer.encode(text());
      String text = tokenizer.decode(tokens);
      if (text.isEmpty()) {
        continue;
      }
      int from = random.nextInt(text.length());
      String stop = text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(6)));
      StopStrings rule = new StopStrings(List.of("never said", stop), tokenizer);
      int seen = 0;
      while (seen < tokens.length && !rule.endsAfter(tokens[seen])) {
        seen++;
      }
      assertThat(seen).as("'%s' in '%s'", stop, text).isLessThan(tokens.length);
      String said = tokenizer.decode(java.util.Arrays.copyOf(tokens, seen + 1));
      assertThat(said).contains(stop);
      assertThat(StopStrings.cut(said, List.of("never said", stop)))
          .isEqualTo(text.substring(0, text.indexOf(stop)));
    }
  }

  @Test
  void theFirstOfSeveralStopStringsCuts() {
    assertThat(StopStrings.cut("one two three", List.of("three", "two", "four"))).isEqualTo("one ");
    assertThat(StopStrings.cut("one", List.of("four"))).isEqualTo("one");
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int piece = 1 + random.nextInt(40); piece > 0; piece--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static Tokenizer tokenizer(String name) {
    try {
      return Tokenizers.open(
          Path.of(TextStreamTest.class.getResource("/tokenizers/" + name).toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
